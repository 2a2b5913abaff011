package dev.yodel.server.websocket;

import dev.yodel.server.metrics.Why;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.io.Serial;
import java.util.Map;

/**
 * Why an upgrade is not granted: thrown before the 101, answered with its status and its message.
 */
public final class Refusal extends RuntimeException {

  @Serial private static final long serialVersionUID = 1;

  private final transient Why why;
  private final transient HttpResponseStatus status;
  private final transient Map<String, String> headers;

  /** A refusal without further headers. */
  public Refusal(Why why, HttpResponseStatus status, String message) {
    this(why, status, message, Map.of());
  }

  /** A refusal whose answer carries further headers. */
  public Refusal(Why why, HttpResponseStatus status, String message, Map<String, String> headers) {
    super(message, null, false, false);
    this.why = why;
    this.status = status;
    this.headers = Map.copyOf(headers);
  }

  /** A refusal of a malformed request: 400. */
  public static Refusal badRequest(Why why, String message) {
    return new Refusal(why, HttpResponseStatus.BAD_REQUEST, message);
  }

  /** For logs and metrics; the peer reads {@link #body}. */
  public Why why() {
    return why;
  }

  public HttpResponseStatus status() {
    return status;
  }

  public Map<String, String> headers() {
    return headers;
  }

  /** The body of the answer: for the peer's eyes. */
  public String body() {
    String message = getMessage();
    return message == null ? status.reasonPhrase() : message;
  }
}
