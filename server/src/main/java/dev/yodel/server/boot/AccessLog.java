package dev.yodel.server.boot;

/** Which answers are lines of the log. */
public enum AccessLog {
  /** None. */
  OFF,
  /** Those to HTTP requests, refused upgrades among them; a WebSocket has lines of its own. */
  HTTP,
  /** Upgrades that went through as well. */
  ALL
}
