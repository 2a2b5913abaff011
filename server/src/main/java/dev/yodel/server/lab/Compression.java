package dev.yodel.server.lab;

/** What becomes of an offer of permessage-deflate (RFC 7692). */
public enum Compression {
  /** Accepted, every answer is compressed. */
  ON,
  /** Declined. */
  OFF,
  /** Accepted, and every answer is marked as compressed but is no deflate stream. */
  BAD
}
