package dev.yodel.server.boot;

/** Where an offer of permessage-deflate is taken (RFC 7692). */
public enum CompressionMode {
  /** Nowhere. */
  OFF,
  /** On the echo endpoints. */
  ECHO,
  /** In rooms as well. */
  ALL
}
