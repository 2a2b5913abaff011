package dev.yodel.protocol;

import org.jspecify.annotations.Nullable;

/** A frame that is no message of the protocol, with what could be read of it. */
public final class BadMessageException extends Exception {

  private static final long serialVersionUID = 1L;

  private final ErrorCode code;
  private final @Nullable String id;
  private final @Nullable String room;

  public BadMessageException(
      ErrorCode code, @Nullable String id, @Nullable String room, String message) {
    super(message);
    this.code = code;
    this.id = id;
    this.room = room;
  }

  /** The error that the peer is told. */
  public ErrorCode code() {
    return code;
  }

  /** The request's id; null when it carried none that is valid. */
  public @Nullable String id() {
    return id;
  }

  /**
   * What it named as the room, as spelled and perhaps not a {@link RoomName}; null when that was no
   * string of 1 to 64 characters without controls.
   */
  public @Nullable String room() {
    return room;
  }
}
