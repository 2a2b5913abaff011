package dev.yodel.client;

import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Why there is no WebSocket connection. */
public final class ConnectFailure extends IOException {

  private static final long serialVersionUID = 1;

  /** The step that failed. */
  public enum Kind {
    /** No TCP connection: unknown host, refused, unreachable, or closed before any answer. */
    UNREACHABLE,
    /** The proxy did not let the connection through. */
    PROXY,
    /** The proxy does not accept who one is: HTTP 407, or SOCKS with these credentials. */
    PROXY_LOGIN,
    /** No TLS session. */
    TLS,
    /** The server answered, but not with a valid WebSocket handshake. */
    REFUSED,
    /** The limit of the handshake passed. */
    TIMEOUT
  }

  private final Kind kind;
  private final transient @Nullable Refusal refusal;

  ConnectFailure(Kind kind, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.kind = kind;
    this.refusal = null;
  }

  ConnectFailure(Kind kind, Refusal refusal, String message) {
    super(message);
    this.kind = kind;
    this.refusal = refusal;
  }

  /** The step that failed. */
  public Kind kind() {
    return kind;
  }

  /** The HTTP answer, if there was one: the server's that was not 101, or a proxy's. */
  public Optional<Refusal> refusal() {
    return Optional.ofNullable(refusal);
  }
}
