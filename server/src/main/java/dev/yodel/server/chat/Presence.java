package dev.yodel.server.chat;

import dev.yodel.protocol.Author;
import dev.yodel.protocol.RoomName;
import dev.yodel.protocol.ServerMessage;
import dev.yodel.protocol.ServerMessage.Presence.Change;
import dev.yodel.protocol.User;
import dev.yodel.server.owner.Crowd;
import dev.yodel.server.owner.OwnedBy;
import dev.yodel.server.owner.Owner;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Tells a room who comes and goes. A user who comes back within {@link #GRACE} never left. What
 * follows within {@link #GATHER} of what was told is told together, so that a crowd costs each
 * member one write and not hundreds; in a large room only the number is told, at most once in
 * {@link #COUNT_EVERY}.
 */
@OwnedBy(OwnedBy.Kind.ROOM)
final class Presence {

  /** How long a user without a connection still counts. */
  static final Duration GRACE = Duration.ofSeconds(5);

  /** How long changes wait for more of them, but the first. */
  static final Duration GATHER = Duration.ofMillis(200);

  /** Above so many users only the number is told. */
  static final int SMALL = 200;

  /** How often a number is told. */
  static final Duration COUNT_EVERY = Duration.ofSeconds(1);

  /** A change that is yet to be told, and the connection that knows of it. */
  private record Untold(Change change, Author user, long exceptConnection) {}

  private final RoomName room;
  private final Owner owner;
  private final Crowd crowd;
  private final Roster roster;
  private final Audience audience;
  private final List<Untold> gathered = new ArrayList<>();
  private boolean countOwed;
  private boolean waiting;

  Presence(RoomName room, RoomPlace place, Roster roster, Audience audience) {
    this.room = room;
    this.owner = place.owner();
    this.crowd = place.crowd();
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
    if (roster.count() > SMALL) {
      countOwed = true;
      await(COUNT_EVERY);
      return;
    }
    gathered.add(new Untold(change, user.author(), exceptConnection));
    if (!waiting) {
      waiting = true;
      crowd.takeWhole(this::tellOwed);
    }
  }

  private void await(Duration delay) {
    if (!waiting) {
      waiting = true;
      owner.schedule(delay, this::onTime);
    }
  }

  private void onTime() {
    assert owner.isCurrent();
    if (countOwed || !gathered.isEmpty()) {
      crowd.takeWhole(this::tellOwed);
    } else {
      waiting = false;
    }
  }

  private void tellOwed() {
    waiting = false;
    if (!gathered.isEmpty() && roster.count() > SMALL) {
      countOwed = true;
    }
    if (countOwed) {
      countOwed = false;
      gathered.clear();
      say(Change.COUNT, null, 0);
    } else {
      gathered.forEach(one -> say(one.change(), one.user(), one.exceptConnection()));
      gathered.clear();
      await(GATHER);
    }
  }

  /** With the number of now: whoever came since a change was told a newer one already. */
  private void say(Change change, @Nullable Author user, long exceptConnection) {
    audience.tell(new ServerMessage.Presence(room, change, user, roster.count()), exceptConnection);
  }
}
