package dev.yodel.client.conformance;

import java.util.Arrays;
import java.util.SplittableRandom;

/** Payloads that are the same in every run. */
final class Payloads {

  private static final long SEED = 6455;

  private Payloads() {}

  /** Bytes that do not compress. */
  static byte[] noise(int length) {
    byte[] bytes = new byte[length];
    new SplittableRandom(SEED).nextBytes(bytes);
    return bytes;
  }

  /** Text that compresses well. */
  static byte[] letters(int length) {
    byte[] bytes = new byte[length];
    Arrays.fill(bytes, (byte) 'a');
    return bytes;
  }
}
