package dev.yodel.server.boot;

import org.jspecify.annotations.Nullable;

/**
 * How the server is watched.
 *
 * @param admin where health and metrics are asked for; null for the server's own port
 * @param accessLog which answers are lines of the log
 */
public record WatchConfig(@Nullable AdminConfig admin, AccessLog accessLog) {

  /** What the command line gives when nothing is said. */
  public static WatchConfig defaults() {
    return new WatchConfig(null, AccessLog.HTTP);
  }
}
