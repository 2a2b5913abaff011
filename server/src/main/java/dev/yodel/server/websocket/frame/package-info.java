/**
 * Frames of RFC 6455 and RFC 7692 as bytes: what takes the place of the library's decoder and
 * encoder once the opening handshake is complete.
 */
@NullMarked
package dev.yodel.server.websocket.frame;

import org.jspecify.annotations.NullMarked;
