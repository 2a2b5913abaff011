package dev.yodel.protocol;

import java.util.Locale;
import java.util.Optional;

/**
 * Why a request was refused. The connection lives on, but for a first frame that is no {@code
 * hello} ({@link CloseCode#BAD_REQUEST} follows) and a token in {@code hello} that is not taken
 * ({@link CloseCode#UNAUTHORIZED}).
 */
public enum ErrorCode {
  BAD_REQUEST(false),
  UNKNOWN_TYPE(false),
  UNAUTHORIZED(false),
  FORBIDDEN(false),
  NAME_TAKEN(false),
  NAME_INVALID(false),
  ROOM_INVALID(false),
  ROOM_FULL(true),
  NOT_JOINED(false),
  ALREADY_JOINED(false),
  NOT_FOUND(false),
  NOT_ONLINE(true),
  TEXT_TOO_LONG(false),
  TOO_MANY_ROOMS(false),
  RATE_LIMITED(true),
  MUTED(false),
  BANNED(false),
  POSITION_INVALID(false),
  STORAGE_UNAVAILABLE(true),
  OVERLOADED(true),
  INTERNAL(true);

  private final boolean retryable;

  ErrorCode(boolean retryable) {
    this.retryable = retryable;
  }

  /** Whether the same request may succeed later. */
  public boolean retryable() {
    return retryable;
  }

  /** The name on the wire. */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The code of a wire name; empty when a newer peer knows more codes. */
  public static Optional<ErrorCode> ofWireName(String name) {
    for (ErrorCode code : values()) {
      if (code.wireName().equals(name)) {
        return Optional.of(code);
      }
    }
    return Optional.empty();
  }
}
