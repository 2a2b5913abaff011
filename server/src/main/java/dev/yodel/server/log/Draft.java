package dev.yodel.server.log;

import dev.yodel.protocol.Author;
import dev.yodel.protocol.EventHeader;
import dev.yodel.protocol.MessageState;
import dev.yodel.protocol.ModerationAction;
import dev.yodel.protocol.Role;
import dev.yodel.protocol.RoomEvent;
import dev.yodel.protocol.RoomName;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** An event that has no place in the log yet. */
public record Draft(RoomName room, By by, String postId, Content content) {

  /**
   * Who wants it logged.
   *
   * @param plain whether the author is a plain client
   */
  public record By(Author author, Role role, boolean plain) {}

  /** What is to be logged. */
  public sealed interface Content {

    /** The event, given its place. */
    RoomEvent at(EventHeader header);
  }

  /** A message. */
  public record Text(String text, @Nullable Long replyTo) implements Content {
    @Override
    public RoomEvent at(EventHeader header) {
      return new RoomEvent.Message(header, text, replyTo, MessageState.FRESH);
    }
  }

  /** A new text for a message. */
  public record Edit(long target, String text) implements Content {
    @Override
    public RoomEvent at(EventHeader header) {
      return new RoomEvent.Edited(header, target, text);
    }
  }

  /** The end of a message's text. */
  public record Delete(long target) implements Content {
    @Override
    public RoomEvent at(EventHeader header) {
      return new RoomEvent.Deleted(header, target);
    }
  }

  /** A reaction to a message, set or taken back. */
  public record React(long target, String key, boolean on) implements Content {
    @Override
    public RoomEvent at(EventHeader header) {
      return new RoomEvent.Reaction(header, target, key, on);
    }
  }

  /** A moderator's act. */
  public record Moderate(
      String user, ModerationAction action, @Nullable Instant until, @Nullable String reason)
      implements Content {
    @Override
    public RoomEvent at(EventHeader header) {
      return new RoomEvent.Moderated(header, user, action, until, reason);
    }
  }
}
