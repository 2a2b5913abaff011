/** One event to many sockets. */
@NullMarked
package dev.yodel.server.fanout;

import org.jspecify.annotations.NullMarked;
