package dev.yodel.server.chat;

import dev.yodel.protocol.CloseCode;
import dev.yodel.protocol.ServerMessage;
import dev.yodel.server.log.Logged;
import org.jspecify.annotations.Nullable;

/**
 * Everyone who listens to a room. Called by the room's owner; what one member is told comes in the
 * order of the calls.
 */
public interface Audience {

  /** Takes a member in: it gets its answer, what it missed, and all that is shown from now on. */
  void seat(Member member, Seating seating);

  /**
   * Lets a member go: nothing of the room reaches it any more.
   *
   * @param id the request to answer; null for none
   */
  void unseat(Member member, @Nullable String id);

  /** Lets a member go and ends its connection. */
  void expel(Member member, CloseCode code);

  /** Shows a durable event to all. */
  void show(Logged event);

  /** Tells something that is not kept; who does not read just now misses it. */
  void tell(ServerMessage.Said message, long exceptConnection);

  /** Tells all that their positions mean nothing any more, and goes on at the head. */
  void resync(ServerMessage.Resync resync);

  /** Makes the audience of a room. */
  @FunctionalInterface
  interface Maker {

    /** An empty audience, for the room whose head is given. */
    Audience of(dev.yodel.protocol.RoomName room, long head);
  }
}
