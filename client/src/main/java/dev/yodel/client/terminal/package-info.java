/** The terminal program on the client library. */
@NullMarked
package dev.yodel.client.terminal;

import org.jspecify.annotations.NullMarked;
