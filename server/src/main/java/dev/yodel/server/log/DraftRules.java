package dev.yodel.server.log;

import dev.yodel.protocol.ErrorCode;
import dev.yodel.protocol.Role;
import dev.yodel.protocol.RoomEvent;
import dev.yodel.protocol.ServerMessage.Receipt;
import org.jspecify.annotations.Nullable;

/** What every log asks of a draft that is about an earlier message. */
public final class DraftRules {

  /** No target. */
  public static final long NONE = -1;

  private DraftRules() {}

  /** The message that it is about; {@value #NONE} for none. */
  public static long target(Draft.Content content) {
    if (content instanceof Draft.Edit edit) {
      return edit.target();
    }
    if (content instanceof Draft.Delete delete) {
      return delete.target();
    }
    return content instanceof Draft.React react ? react.target() : NONE;
  }

  /**
   * Why it may not be logged; null when it may.
   *
   * @param author the author of its target; null when there is none or its text is gone
   * @param full whether it would give its target one reaction key too many
   */
  public static @Nullable Answer<Receipt> check(
      Draft draft, @Nullable String author, boolean full) {
    long target = target(draft.content());
    if (author == null) {
      return new Answer.Refused<>(
          ErrorCode.NOT_FOUND, "target: " + target + " (expected: a message of this room)");
    }
    if (full) {
      return new Answer.Refused<>(
          ErrorCode.BAD_REQUEST,
          "key: one too many (expected: at most " + RoomEvent.Reaction.MAX_KEYS + " a message)");
    }
    boolean own = author.equals(draft.by().author().id());
    boolean allowed =
        draft.content() instanceof Draft.React
            || own
            || (draft.content() instanceof Draft.Delete && draft.by().role() == Role.MODERATOR);
    return allowed
        ? null
        : new Answer.Refused<>(
            ErrorCode.FORBIDDEN, "target: " + target + " (expected: a message of one's own)");
  }
}
