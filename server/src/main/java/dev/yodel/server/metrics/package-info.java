/** What the server counts, as named events, and the library that keeps them. */
@NullMarked
package dev.yodel.server.metrics;

import org.jspecify.annotations.NullMarked;
