/** The command, the configuration and the composition root. */
@NullMarked
package dev.yodel.server.boot;

import org.jspecify.annotations.NullMarked;
