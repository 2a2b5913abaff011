package dev.yodel.client.bench;

import java.util.Locale;

/** What went wrong, by kind. */
public enum Fault {
  /** A connection was not made. */
  REFUSED("connections not made"),
  /** A connection ended before the run did. */
  ENDED("connections ended early"),
  /** What came differs from what was sent. */
  CHANGED("changed"),
  /** Later messages came, this one did not. */
  LOST("lost"),
  /** It came once more, or nobody sent it. */
  REPEATED("repeated"),
  /** It had not come when the run ended, or when its connection did. */
  UNANSWERED("unanswered"),
  /** It was due and could not be sent. */
  UNSENT("not sent");

  private final String words;

  Fault(String words) {
    this.words = words;
  }

  /** For people. */
  public String words() {
    return words;
  }

  /** For programs. */
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }
}
