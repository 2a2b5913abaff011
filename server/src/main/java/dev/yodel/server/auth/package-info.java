/** Who speaks on a connection. */
@NullMarked
package dev.yodel.server.auth;

import org.jspecify.annotations.NullMarked;
