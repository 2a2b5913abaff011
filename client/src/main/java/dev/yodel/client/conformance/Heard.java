package dev.yodel.client.conformance;

import java.nio.charset.StandardCharsets;

/** One thing that came from the server: a whole message, a control frame, or an end. */
final class Heard {

  private static final int SHOWN = 40;

  enum Kind {
    TEXT,
    BINARY,
    PONG,
    CLOSE,
    /** The server ended its direction of TCP. */
    END,
    /** The connection was reset, or TLS cut. */
    RESET,
    /** Nothing, for as long as was waited. */
    SILENCE
  }

  private final Kind kind;
  private final byte[] payload;
  private final int wireBytes;

  Heard(Kind kind, byte[] payload, int wireBytes) {
    this.kind = kind;
    this.payload = payload;
    this.wireBytes = wireBytes;
  }

  static Heard of(Kind kind) {
    return new Heard(kind, new byte[0], 0);
  }

  Kind kind() {
    return kind;
  }

  /** The payload, inflated. */
  byte[] payload() {
    return payload;
  }

  /** Bytes of the payload as it travelled. */
  int wireBytes() {
    return wireBytes;
  }

  boolean isMessage() {
    return kind == Kind.TEXT || kind == Kind.BINARY;
  }

  boolean isEnd() {
    return kind == Kind.END || kind == Kind.RESET;
  }

  /** The code of a Close frame; 1005 if it carries none. */
  int code() {
    return payload.length < 2 ? 1005 : (payload[0] & 0xff) << 8 | (payload[1] & 0xff);
  }

  @Override
  public String toString() {
    return switch (kind) {
      case TEXT -> "text " + quoted();
      case BINARY -> "binary, " + payload.length + " bytes";
      case PONG -> "pong " + quoted();
      case CLOSE -> code() == 1005 ? "Close without a code" : "Close with " + code();
      case END -> "end of the connection";
      case RESET -> "reset of the connection";
      case SILENCE -> "nothing, the connection stays open";
    };
  }

  private String quoted() {
    String text = new String(payload, StandardCharsets.UTF_8);
    return text.length() <= SHOWN ? "\"" + text + "\"" : "of " + payload.length + " bytes";
  }
}
