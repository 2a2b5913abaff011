package dev.yodel.protocol;

import java.util.Locale;

/** What a moderator does to a user of a room. */
public enum ModerationAction {
  /** Puts the user out; it may come back. */
  KICK,
  /** The user may not post, until the given time if there is one. */
  MUTE,
  UNMUTE,
  /** Puts the user out; it may not come back, until the given time if there is one. */
  BAN,
  UNBAN;

  /** The name on the wire. */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The action of a wire name. */
  public static ModerationAction ofWireName(String name) {
    for (ModerationAction action : values()) {
      if (action.wireName().equals(name)) {
        return action;
      }
    }
    throw new InvalidValueException(
        ErrorCode.BAD_REQUEST,
        "action: "
            + Characters.shown(name)
            + " (expected: \"kick\", \"mute\", \"unmute\", \"ban\" or \"unban\")");
  }
}
