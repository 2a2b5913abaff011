package dev.yodel.protocol;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A durable event of a room: ordered, numbered, replayed. */
public sealed interface RoomEvent extends ServerMessage {

  /** Where, when and by whom. */
  EventHeader at();

  /** The {@code seq} of the message that it is about: its own for a message, 0 for none. */
  long about();

  /** A post. The text of a deleted one is empty. */
  record Message(EventHeader at, String text, @Nullable Long replyTo, MessageState state)
      implements RoomEvent {
    @Override
    public long about() {
      return at.seq();
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.onMessage(this);
    }
  }

  /** A new text for a message; empty when the message was deleted since. */
  record Edited(EventHeader at, long target, String text) implements RoomEvent {
    @Override
    public long about() {
      return target;
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.onEdited(this);
    }
  }

  /** A message whose text is gone. */
  record Deleted(EventHeader at, long target) implements RoomEvent {
    @Override
    public long about() {
      return target;
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.onDeleted(this);
    }
  }

  /** A reaction set or taken back. */
  record Reaction(EventHeader at, long target, String key, boolean on) implements RoomEvent {

    /** The longest key, in code points. */
    public static final int MAX_KEY = 32;

    /** The most keys of one message. */
    public static final int MAX_KEYS = 20;

    @Override
    public long about() {
      return target;
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.onReaction(this);
    }
  }

  /** What a moderator did to a user. */
  record Moderated(
      EventHeader at,
      String user,
      ModerationAction action,
      @Nullable Instant until,
      @Nullable String reason)
      implements RoomEvent {
    @Override
    public long about() {
      return 0;
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.onModerated(this);
    }
  }

  /**
   * An event of a type that this version does not know. It takes its place in the log like any
   * other, so that nobody who passes over it misses anything else.
   *
   * @param type its name on the wire
   */
  record Other(EventHeader at, String type) implements RoomEvent {
    @Override
    public long about() {
      return 0;
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.onOther(this);
    }
  }
}
