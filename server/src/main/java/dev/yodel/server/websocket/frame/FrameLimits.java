package dev.yodel.server.websocket.frame;

import java.time.Duration;

/**
 * What one connection may ask of the frame path.
 *
 * @param maxMessage the longest message, in bytes of payload after reassembly and inflation; a
 *     longer one is answered with 1009 before it is buffered
 * @param maxFragments the most frames that one message may come in; more is answered with 1009
 * @param closeTimeout how long a peer may take to finish the closing handshake
 */
public record FrameLimits(int maxMessage, int maxFragments, Duration closeTimeout) {

  /** Refuses limits that nothing could satisfy. */
  public FrameLimits {
    if (maxMessage < 0) {
      throw new IllegalArgumentException("maxMessage: " + maxMessage + " (expected: >= 0)");
    }
    if (maxFragments < 1) {
      throw new IllegalArgumentException("maxFragments: " + maxFragments + " (expected: >= 1)");
    }
    if (closeTimeout.isNegative() || closeTimeout.isZero()) {
      throw new IllegalArgumentException("closeTimeout: " + closeTimeout + " (expected: > 0)");
    }
  }
}
