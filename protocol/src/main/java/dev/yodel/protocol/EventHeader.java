package dev.yodel.protocol;

import java.time.Instant;

/**
 * What every durable event carries.
 *
 * @param seq its place in the room's log
 * @param prev the {@code seq} before it in that room, 0 for the first ever
 * @param time when the log took it, in milliseconds
 * @param postId the author's own id of it
 */
public record EventHeader(
    RoomName room, long seq, long prev, Instant time, Author from, String postId) {

  /** Refuses an event that does not stand after the one before it. */
  public EventHeader {
    if (prev < 0 || seq <= prev) {
      throw new InvalidValueException(
          ErrorCode.POSITION_INVALID, "seq: " + seq + " (expected: more than prev " + prev + ")");
    }
  }
}
