package dev.yodel.server.log;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A mute or a ban in force.
 *
 * @param until when it ends; null for never
 */
public record Sanction(String user, Kind kind, @Nullable Instant until) {

  /** What the user may not do. */
  public enum Kind {
    MUTE,
    BAN
  }

  /** Whether it is still in force. */
  public boolean holdsAt(Instant now) {
    return until == null || now.isBefore(until);
  }
}
