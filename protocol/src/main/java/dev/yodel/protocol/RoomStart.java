package dev.yodel.protocol;

import org.jspecify.annotations.Nullable;

/**
 * Which room to enter, and where to begin: after a position, with the last messages, or at the
 * head.
 *
 * @param after where to resume; null to begin anew
 * @param last how many messages to begin with, 0 for none
 */
public record RoomStart(RoomName room, @Nullable Position after, int last) {

  /** Enters at the head. */
  public static RoomStart atHead(RoomName room) {
    return new RoomStart(room, null, 0);
  }
}
