package dev.yodel.server.boot;

import dev.yodel.protocol.Limits;
import dev.yodel.server.log.Retention;

/**
 * What rooms were told.
 *
 * @param limits what {@code welcome} tells
 * @param retention how much of a room is kept
 * @param recentBytes the most bytes of recent frames that one loop keeps for all its rooms
 */
public record ChatConfig(Limits limits, Retention retention, int recentBytes) {

  /** What the command line gives when nothing is said. */
  public static ChatConfig defaults() {
    return new ChatConfig(Limits.DEFAULT, new Retention(10_000, null), 8 << 20);
  }

  /** The same with other limits. */
  public ChatConfig with(Limits other) {
    return new ChatConfig(other, retention, recentBytes);
  }
}
