package dev.yodel.server.boot;

import java.security.SecureRandom;

/** Draws random tags that nobody can guess, in lower-case base32. */
final class RandomTags {

  private static final String BASE32 = "abcdefghijklmnopqrstuvwxyz234567";

  private final SecureRandom random = new SecureRandom();

  /** So many bytes. */
  byte[] bytes(int count) {
    byte[] bytes = new byte[count];
    random.nextBytes(bytes);
    return bytes;
  }

  /** A number below the bound. */
  int number(int bound) {
    return random.nextInt(bound);
  }

  /** A tag of so many characters, 5 bits each. */
  String of(int length) {
    StringBuilder tag = new StringBuilder(length);
    for (int i = 0; i < length; i++) {
      tag.append(BASE32.charAt(random.nextInt(BASE32.length())));
    }
    return tag.toString();
  }
}
