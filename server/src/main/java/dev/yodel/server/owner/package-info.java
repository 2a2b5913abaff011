/** Who owns a mutable object, and how others speak to its owner. */
@NullMarked
package dev.yodel.server.owner;

import org.jspecify.annotations.NullMarked;
