package dev.yodel.client;

import dev.yodel.protocol.RoomName;
import dev.yodel.protocol.ServerMessage.RoomSpan;

/**
 * Events of a room that one was to see and never will.
 *
 * @param after the {@code seq} of the last event that was seen before
 * @param span what the room's log holds now
 */
public record Loss(RoomName room, Reason reason, long after, RoomSpan span) {

  /** Where they are. */
  public enum Reason {
    /** Retention dropped them: those after {@code after} up to the floor of {@code span}. */
    DROPPED,
    /** The log was restored or replaced: places of before mean nothing any more. */
    REPLACED,
    /** The server cannot give them, and does not say why. */
    UNEXPLAINED
  }
}
