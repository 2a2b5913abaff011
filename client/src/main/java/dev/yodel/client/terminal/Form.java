package dev.yodel.client.terminal;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;

/** How bytes are written as a line of text. */
enum Form {
  /** The bytes themselves, read as UTF-8 where they must be text. */
  TEXT {
    @Override
    byte[] decode(byte[] line) {
      return line;
    }

    @Override
    byte[] encode(byte[] bytes) {
      return bytes;
    }
  },
  /** Two hexadecimal digits a byte; spaces between them are allowed. */
  HEX {
    @Override
    byte[] decode(byte[] line) {
      String digits = ascii(line).replace(" ", "");
      try {
        return HexFormat.of().parseHex(digits);
      } catch (IllegalArgumentException malformed) {
        throw new IllegalArgumentException(
            "not hexadecimal (expected: for example 48 69)", malformed);
      }
    }

    @Override
    byte[] encode(byte[] bytes) {
      return HexFormat.of().formatHex(bytes).getBytes(StandardCharsets.US_ASCII);
    }
  },
  /** Base64 (RFC 4648 section 4). */
  BASE64 {
    @Override
    byte[] decode(byte[] line) {
      try {
        return Base64.getDecoder().decode(ascii(line).strip());
      } catch (IllegalArgumentException malformed) {
        throw new IllegalArgumentException("not base64 (expected: for example SGk=)", malformed);
      }
    }

    @Override
    byte[] encode(byte[] bytes) {
      return Base64.getEncoder().encode(bytes);
    }
  };

  /** The bytes that a line says. */
  abstract byte[] decode(byte[] line);

  /** The line that says the bytes. */
  abstract byte[] encode(byte[] bytes);

  private static String ascii(byte[] line) {
    return new String(line, StandardCharsets.ISO_8859_1);
  }
}
