package dev.yodel.server.lab;

/** What is wrong with a corrupted answer. */
public enum Corruption {
  /** A text message that is not UTF-8 (the peer should fail it with 1007). */
  UTF8,
  /** A frame masked as only clients mask (1002). */
  MASK,
  /** A frame with a reserved bit that no extension gave a meaning (1002). */
  RSV,
  /** A frame with the reserved opcode 3 (1002). */
  OPCODE,
  /** A frame whose 64-bit length has its first bit set (1002; RFC 6455 section 5.2 forbids it). */
  LENGTH
}
