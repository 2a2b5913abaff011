/**
 * The handlers of the echo lab: what the knobs of {@code dev.yodel.server.lab} do to a connection.
 */
@NullMarked
package dev.yodel.server.websocket.lab;

import org.jspecify.annotations.NullMarked;
