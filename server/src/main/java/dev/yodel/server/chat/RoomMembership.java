package dev.yodel.server.chat;

import dev.yodel.protocol.RoomName;
import dev.yodel.server.owner.OwnedBy;
import org.jspecify.annotations.Nullable;

/** A session in one room. */
@OwnedBy(OwnedBy.Kind.LOOP)
final class RoomMembership {

  private final RoomName room;
  private final Member member;
  private @Nullable Long typedAt;

  RoomMembership(RoomName room, Member member) {
    this.room = room;
    this.member = member;
  }

  RoomName room() {
    return room;
  }

  Member member() {
    return member;
  }

  /** Whether others may be told now that the user writes; no is always told after a yes. */
  boolean mayTell(boolean active, long nowNanos, long everyNanos) {
    boolean known = typedAt != null;
    if (!active) {
      typedAt = null;
      return known;
    }
    if (typedAt != null && nowNanos - typedAt < everyNanos) {
      return false;
    }
    typedAt = nowNanos;
    return true;
  }
}
