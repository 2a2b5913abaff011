/** The handlers of the pipeline from the upgrade on (RFC 6455). */
@NullMarked
package dev.yodel.server.websocket;

import org.jspecify.annotations.NullMarked;
