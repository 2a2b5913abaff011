package dev.yodel.server.boot;

import dev.yodel.protocol.Limits;

/**
 * What rooms were told.
 *
 * @param limits what {@code welcome} tells
 * @param log where events are kept, and how long
 * @param auth who may speak
 * @param recentBytes the most bytes of recent frames that one loop keeps for all its rooms
 */
public record ChatConfig(Limits limits, LogConfig log, AuthConfig auth, int recentBytes) {

  /** What the command line gives when nothing is said, but for the log: it is in memory. */
  public static ChatConfig defaults() {
    return new ChatConfig(Limits.DEFAULT, LogConfig.inMemory(), AuthConfig.guests(), 8 << 20);
  }

  /** The same with other limits. */
  public ChatConfig with(Limits other) {
    return new ChatConfig(other, log, auth, recentBytes);
  }

  /** The same with another log. */
  public ChatConfig with(LogConfig other) {
    return new ChatConfig(limits, other, auth, recentBytes);
  }

  /** The same with other users. */
  public ChatConfig with(AuthConfig other) {
    return new ChatConfig(limits, log, other, recentBytes);
  }
}
