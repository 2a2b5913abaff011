package dev.yodel.server.chat;

import dev.yodel.protocol.RoomName;
import dev.yodel.server.owner.OwnedBy;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A session in one room. */
@OwnedBy(OwnedBy.Kind.LOOP)
final class RoomMembership {

  private RoomName room;
  private final Member member;
  private final List<Runnable> asked = new ArrayList<>();
  private boolean settled;
  private @Nullable Long toldAt;
  private boolean writing;

  RoomMembership(RoomName room, Member member) {
    this.room = room;
    this.member = member;
  }

  /** The room: spelled as it was asked for, until it is known how it was spelled first. */
  RoomName room() {
    return room;
  }

  /** The room let it in, and was spelled like this first. */
  void entered(RoomName first) {
    room = first;
    settle();
  }

  /** Whether the room let it in, or refused it. */
  boolean isSettled() {
    return settled;
  }

  /** How many questions wait for that. */
  int asked() {
    return asked.size();
  }

  /** Asks again once the room has let it in or refused it. */
  void onceSettled(Runnable question) {
    asked.add(question);
  }

  /** The room has answered: what was asked meanwhile is asked again. */
  void settle() {
    settled = true;
    asked.forEach(Runnable::run);
    asked.clear();
  }

  Member member() {
    return member;
  }

  /**
   * Whether others may be told now that the user writes, or no longer does: the former so often at
   * most, the latter once after it.
   */
  boolean mayTell(boolean active, long nowNanos, long everyNanos) {
    if (!active) {
      boolean told = writing;
      writing = false;
      return told;
    }
    if (toldAt != null && nowNanos - toldAt < everyNanos) {
      return false;
    }
    toldAt = nowNanos;
    writing = true;
    return true;
  }
}
