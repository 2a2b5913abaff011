package dev.yodel.protocol;

import java.util.Locale;

/** What a user may do in the rooms it is in. */
public enum Role {
  /** Posts, and edits and deletes its own. */
  MEMBER,
  /** Deletes the messages of others as well, and moderates. */
  MODERATOR;

  /** The name on the wire. */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The role of a wire name. */
  public static Role ofWireName(String name) {
    for (Role role : values()) {
      if (role.wireName().equals(name)) {
        return role;
      }
    }
    throw new InvalidValueException(
        ErrorCode.BAD_REQUEST,
        "role: " + Characters.shown(name) + " (expected: \"member\" or \"moderator\")");
  }
}
