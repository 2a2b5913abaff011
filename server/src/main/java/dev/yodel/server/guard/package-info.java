/** Who is at the other end of a connection, and how much one address may ask for. */
@NullMarked
package dev.yodel.server.guard;

import org.jspecify.annotations.NullMarked;
