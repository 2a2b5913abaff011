/** A table of cases that a WebSocket echo server must pass, and what plays them. */
@NullMarked
package dev.yodel.client.conformance;

import org.jspecify.annotations.NullMarked;
