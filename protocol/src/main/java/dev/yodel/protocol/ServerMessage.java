package dev.yodel.protocol;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What the server says. */
public sealed interface ServerMessage permits RoomEvent, ServerMessage.Said {

  /** Calls the visitor's method of this message. */
  <R> R accept(Visitor<R> visitor);

  /** What is not in any log: answers and ephemeral things. */
  sealed interface Said extends ServerMessage {}

  /** The answer to {@code hello}. */
  record Welcome(
      String id,
      User user,
      String resume,
      String node,
      Instant time,
      String version,
      Heartbeat heartbeat,
      Limits limits)
      implements Said {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.onWelcome(this);
    }
  }

  /** How often the server pings, and how long it waits for a sign of life after it. */
  record Heartbeat(long intervalMs, long timeoutMs) {}

  /**
   * One is in a room. 0 to n {@code page} without id and exactly one {@code live} follow.
   *
   * @param recovered whether everything after the position given will come; null when none was
   */
  record Joined(
      @Nullable String id,
      RoomName room,
      RoomSpan span,
      @Nullable Boolean recovered,
      int count,
      List<Author> members)
      implements Said {

    /** The most members that are listed. */
    public static final int MAX_MEMBERS = 100;

    public Joined {
      members = List.copyOf(members);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.onJoined(this);
    }
  }

  /**
   * What a room's log holds: the events after {@code floor} up to {@code head}.
   *
   * @param floor the {@code seq} of the last event that retention dropped, 0 for none
   */
  record RoomSpan(String epoch, long head, long floor) {}

  /** Events of a room in ascending order; an answer when it has an id, replay otherwise. */
  record Page(@Nullable String id, RoomName room, String epoch, List<RoomEvent> events, More more)
      implements Said {
    public Page {
      events = List.copyOf(events);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.onPage(this);
    }
  }

  /** Whether there is more on either side of a page. */
  record More(boolean before, boolean after) {}

  /** Up to here it was replay. */
  record Live(RoomName room, long seq) implements Said {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.onLive(this);
    }
  }

  /** Continuity is lost: forget the tail, ask history. */
  record Resync(RoomName room, RoomSpan span, String reason) implements Said {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.onResync(this);
    }
  }

  /** Who came, went or is called otherwise; counts users, not connections. */
  record Presence(RoomName room, Change event, @Nullable Author user, int count) implements Said {

    /** What happened. */
    public enum Change {
      JOIN,
      LEAVE,
      RENAME,
      /** Only the number changed as far as one is told: the room is large. */
      COUNT;

      /** The name on the wire. */
      String wireName() {
        return name().toLowerCase(Locale.ROOT);
      }

      /** The change of a wire name. */
      static Change ofWireName(String name) {
        for (Change change : values()) {
          if (change.wireName().equals(name)) {
            return change;
          }
        }
        throw new InvalidValueException(
            ErrorCode.BAD_REQUEST,
            "event: " + Characters.shown(name) + " (expected: join, leave, rename or count)");
      }
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.onPresence(this);
    }
  }

  record Direct(Author from, String to, String postId, Instant time, String text) implements Said {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.onDirect(this);
    }
  }

  record Typing(RoomName room, Author from, boolean active) implements Said {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.onTyping(this);
    }
  }

  record Read(RoomName room, Author from, long seq) implements Said {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.onRead(this);
    }
  }

  /** A request was done. */
  record Ok(String id, @Nullable Receipt receipt, @Nullable Boolean delivered) implements Said {

    /** Done, and nothing more to say. */
    public static Ok of(String id) {
      return new Ok(id, null, null);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.onOk(this);
    }
  }

  /** Where the log put an event. */
  record Receipt(RoomName room, String postId, long seq, Instant time, boolean duplicate) {}

  record MemberList(
      String id, RoomName room, List<Author> members, int count, @Nullable String next)
      implements Said {
    public MemberList {
      members = List.copyOf(members);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.onMembers(this);
    }
  }

  /**
   * A request was refused.
   *
   * @param room as the client spelled it, for the joins of {@code hello}
   * @param code {@code internal} in place of one that a newer server has
   * @param retryable whether the same request may succeed later, as the server says
   * @param retryAfterMs when it is worth trying again; null when unknown
   */
  record Failure(
      @Nullable String id,
      @Nullable String room,
      ErrorCode code,
      String message,
      boolean retryable,
      @Nullable Long retryAfterMs)
      implements Said {

    /** The refusal of a request, with what its code says about another try. */
    public Failure(
        @Nullable String id,
        @Nullable String room,
        ErrorCode code,
        String message,
        @Nullable Long retryAfterMs) {
      this(id, room, code, message, code.retryable(), retryAfterMs);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.onError(this);
    }
  }

  /** The server drains: come back after the delay. */
  record GoAway(String reason, long retryAfterMs) implements Said {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.onGoAway(this);
    }
  }

  record Pong(String id) implements Said {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.onPong(this);
    }
  }
}
