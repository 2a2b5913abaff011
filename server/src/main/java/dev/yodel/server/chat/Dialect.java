package dev.yodel.server.chat;

/** How a member is spoken to. */
public enum Dialect {
  /** JSON objects: everything. */
  JSON,
  /** Bare text: messages only. */
  PLAIN
}
