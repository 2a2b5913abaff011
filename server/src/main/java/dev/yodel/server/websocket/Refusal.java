package dev.yodel.server.websocket;

import io.netty.handler.codec.http.HttpResponseStatus;
import java.io.Serial;
import java.util.Map;

/**
 * Why an upgrade is not granted: thrown before the 101, answered with its status and its message.
 */
public final class Refusal extends RuntimeException {

  @Serial private static final long serialVersionUID = 1;

  private final transient HttpResponseStatus status;
  private final transient Map<String, String> headers;

  /** A refusal without further headers. */
  public Refusal(HttpResponseStatus status, String message) {
    this(status, message, Map.of());
  }

  /** A refusal whose answer carries further headers. */
  public Refusal(HttpResponseStatus status, String message, Map<String, String> headers) {
    super(message, null, false, false);
    this.status = status;
    this.headers = Map.copyOf(headers);
  }

  /** A refusal of a malformed request: 400. */
  public static Refusal badRequest(String message) {
    return new Refusal(HttpResponseStatus.BAD_REQUEST, message);
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
