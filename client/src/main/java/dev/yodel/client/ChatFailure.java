package dev.yodel.client;

import dev.yodel.protocol.ErrorCode;
import dev.yodel.protocol.ServerMessage.Failure;
import java.io.IOException;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Why a request has no good answer. */
public final class ChatFailure extends IOException {

  private static final long serialVersionUID = 1;

  /** Whose fault it is. */
  public enum Kind {
    /** The server refused it, or would have: see {@link ChatFailure#code}. */
    REFUSED,
    /** There is no connection, or it went before the answer came: it may have been done. */
    LOST,
    /** The client is over, see {@link ConnectionState.Closed}: it was not done, or nobody knows. */
    CLOSED,
    /** Too much waits to be sent already: it was not taken. */
    FULL
  }

  private final Kind kind;
  private final @Nullable ErrorCode code;
  private final boolean retryable;
  private final @Nullable Long retryAfterMs;

  ChatFailure(Kind kind, String message) {
    super(message);
    this.kind = kind;
    this.code = null;
    this.retryable = kind == Kind.LOST;
    this.retryAfterMs = null;
  }

  ChatFailure(Failure refusal) {
    super(refusal.message());
    this.kind = Kind.REFUSED;
    this.code = refusal.code();
    this.retryable = refusal.retryable();
    this.retryAfterMs = refusal.retryAfterMs();
  }

  /** There is no connection now. */
  static ChatFailure without(ConnectionState state) {
    return state instanceof ConnectionState.Closed
        ? closed()
        : new ChatFailure(Kind.LOST, "not connected");
  }

  /** The client is over. */
  static ChatFailure closed() {
    return new ChatFailure(Kind.CLOSED, "the client is closed");
  }

  /** Whose fault it is. */
  public Kind kind() {
    return kind;
  }

  /** What the server said, {@code internal} if we know no name for it; empty if it said nothing. */
  public Optional<ErrorCode> code() {
    return Optional.ofNullable(code);
  }

  /** Whether the same request may succeed later. */
  public boolean isRetryable() {
    return retryable;
  }

  /** When it is worth trying again, if the server said so. */
  public Optional<Duration> retryAfter() {
    return Optional.ofNullable(retryAfterMs).map(Duration::ofMillis);
  }

  /** What went wrong: the server's value and expectation, or our words. */
  @Override
  public String getMessage() {
    return Objects.requireNonNullElse(super.getMessage(), kind.name());
  }
}
