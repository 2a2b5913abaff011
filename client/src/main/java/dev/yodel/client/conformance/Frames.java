package dev.yodel.client.conformance;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Frames as a client sends them, right and wrong (RFC 6455 section 5.2). */
final class Frames {

  static final int CONTINUATION = 0;
  static final int TEXT = 1;
  static final int BINARY = 2;
  static final int CLOSE = 8;
  static final int PING = 9;
  static final int PONG = 10;
  static final int FIN = 0x80;
  static final int RSV1 = 0x40;
  static final int RSV2 = 0x20;
  static final int RSV3 = 0x10;

  private static final int MASKED = 0x80;
  private static final int SHORT = 126;
  private static final int LONG = 127;
  private static final int LONGEST_SHORT = 0xffff;
  private static final byte[] KEY = {0x37, (byte) 0xfa, 0x21, 0x3d};
  private static final byte[] NO_KEY = new byte[4];

  private Frames() {}

  static byte[] text(String text) {
    return of(FIN | TEXT, utf8(text));
  }

  static byte[] ping(String text) {
    return of(FIN | PING, utf8(text));
  }

  static byte[] close(int code, String reason) {
    return of(FIN | CLOSE, closePayload(code, utf8(reason)));
  }

  static byte[] closePayload(int code, byte[] reason) {
    return join(new byte[] {(byte) (code >> 8), (byte) code}, reason);
  }

  /** A masked frame with any first byte. */
  static byte[] of(int first, byte[] payload) {
    return masked(first, payload, KEY);
  }

  /** A frame whose mask changes nothing. */
  static byte[] withZeroMask(int first, byte[] payload) {
    return masked(first, payload, NO_KEY);
  }

  /** A frame without a mask, which only servers may send. */
  static byte[] unmasked(int first, byte[] payload) {
    byte[] head = head(first, form(payload.length), payload.length);
    head[1] &= (byte) ~MASKED;
    return join(head, payload);
  }

  /** A frame whose length is written in two (126) or eight (127) bytes, needed or not. */
  static byte[] withLengthForm(int first, int form, byte[] payload) {
    return join(head(first, form, payload.length), KEY, mask(payload, KEY));
  }

  /** The head and some bytes of a frame that announces more. */
  static byte[] beginning(int first, long length, byte[] part) {
    int form = length < 0 || length > LONGEST_SHORT ? LONG : form((int) length);
    return join(head(first, form, length), KEY, mask(part, KEY));
  }

  /** The payload of a frame from an offset on, masked: what {@link #beginning} left out. */
  static byte[] rest(byte[] payload, int from) {
    byte[] all = mask(payload, KEY);
    byte[] rest = new byte[all.length - from];
    System.arraycopy(all, from, rest, 0, rest.length);
    return rest;
  }

  static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  static byte[] join(byte[]... parts) {
    var all = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      all.writeBytes(part);
    }
    return all.toByteArray();
  }

  private static byte[] masked(int first, byte[] payload, byte[] key) {
    byte[] head = head(first, form(payload.length), payload.length);
    return join(head, key, mask(payload, key));
  }

  private static int form(int length) {
    if (length < SHORT) {
      return length;
    }
    return length <= LONGEST_SHORT ? SHORT : LONG;
  }

  private static byte[] head(int first, int form, long length) {
    var head = new ByteArrayOutputStream();
    head.write(first);
    head.write(MASKED | form);
    int bytes = form == LONG ? Long.BYTES : form == SHORT ? Short.BYTES : 0;
    for (int shift = (bytes - 1) * Byte.SIZE; shift >= 0; shift -= Byte.SIZE) {
      head.write((int) (length >> shift));
    }
    return head.toByteArray();
  }

  private static byte[] mask(byte[] payload, byte[] key) {
    byte[] masked = payload.clone();
    for (int i = 0; i < masked.length; i++) {
      masked[i] ^= key[i % key.length];
    }
    return masked;
  }
}
