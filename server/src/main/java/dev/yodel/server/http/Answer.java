package dev.yodel.server.http;

import io.netty.handler.codec.http.HttpResponseStatus;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** What a route answers; the body is written once and shared, so nobody changes it. */
@SuppressWarnings("ArrayRecordComponent")
public record Answer(
    HttpResponseStatus status, String contentType, byte[] body, Map<String, String> headers) {

  private static final String TEXT = "text/plain; charset=utf-8";

  /** A line of text. */
  public static Answer text(HttpResponseStatus status, String line) {
    return new Answer(status, TEXT, (line + "\n").getBytes(StandardCharsets.UTF_8), Map.of());
  }

  /** The same with further headers. */
  public Answer with(Map<String, String> more) {
    return new Answer(status, contentType, body, Map.copyOf(more));
  }
}
