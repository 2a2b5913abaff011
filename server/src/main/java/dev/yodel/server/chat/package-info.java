/** The domain: rooms, their members and rules. It knows no network. */
@NullMarked
package dev.yodel.server.chat;

import org.jspecify.annotations.NullMarked;
