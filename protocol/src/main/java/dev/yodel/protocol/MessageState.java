package dev.yodel.protocol;

import java.util.List;

/** What became of a message: folded in by history, fresh on the event itself. */
public record MessageState(boolean edited, boolean deleted, List<ReactionCount> reactions) {

  /** As posted. */
  public static final MessageState FRESH = new MessageState(false, false, List.of());

  /** The text is gone. */
  public static final MessageState DELETED = new MessageState(false, true, List.of());

  public MessageState {
    reactions = List.copyOf(reactions);
  }

  /**
   * One key of a message's reactions.
   *
   * @param count how many users set it
   * @param users the ids of the first {@value #MAX_USERS} of them
   */
  public record ReactionCount(String key, int count, List<String> users) {

    /** The most users that are listed by id. */
    public static final int MAX_USERS = 50;

    public ReactionCount {
      users = List.copyOf(users);
    }
  }
}
