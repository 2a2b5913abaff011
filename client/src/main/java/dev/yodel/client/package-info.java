/** The client library: a WebSocket connection for Java programs. */
@NullMarked
package dev.yodel.client;

import org.jspecify.annotations.NullMarked;
