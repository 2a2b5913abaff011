package dev.yodel.server.chat;

import dev.yodel.protocol.RoomName;
import dev.yodel.protocol.ServerMessage;
import dev.yodel.protocol.ServerMessage.Presence.Change;
import dev.yodel.protocol.User;
import dev.yodel.server.owner.OwnedBy;
import dev.yodel.server.owner.Owner;
import java.time.Duration;

/**
 * Tells a room who comes and goes. A user who comes back within {@link #GRACE} never left; in a
 * large room only the number is told, at most once in {@link #COUNT_EVERY}.
 */
@OwnedBy(OwnedBy.Kind.ROOM)
final class Presence {

  /** How long a user without a connection still counts. */
  static final Duration GRACE = Duration.ofSeconds(5);

  /** Above so many users only the number is told. */
  static final int SMALL = 200;

  /** How often a number is told. */
  static final Duration COUNT_EVERY = Duration.ofSeconds(1);

  private final RoomName room;
  private final Owner owner;
  private final Roster roster;
  private final Audience audience;
  private boolean countPending;

  Presence(RoomName room, Owner owner, Roster roster, Audience audience) {
    this.room = room;
    this.owner = owner;
    this.roster = roster;
    this.audience = audience;
  }

  void joined(User user, long connection) {
    tell(Change.JOIN, user, connection);
  }

  void renamed(User user, long connection) {
    tell(Change.RENAME, user, connection);
  }

  /** The user's last connection is gone; {@code then} runs if it did not come back. */
  void left(Roster.Present present, Runnable then) {
    Runnable leave =
        () -> {
          if (roster.forget(present)) {
            tell(Change.LEAVE, present.user(), 0);
            then.run();
          }
        };
    roster.leaving(present, owner.schedule(GRACE, leave));
  }

  private void tell(Change change, User user, long exceptConnection) {
    if (roster.count() <= SMALL) {
      audience.tell(
          new ServerMessage.Presence(room, change, user.author(), roster.count()),
          exceptConnection);
    } else if (!countPending) {
      countPending = true;
      owner.schedule(COUNT_EVERY, this::tellCount);
    }
  }

  private void tellCount() {
    assert owner.isCurrent();
    countPending = false;
    audience.tell(new ServerMessage.Presence(room, Change.COUNT, null, roster.count()), 0);
  }
}
