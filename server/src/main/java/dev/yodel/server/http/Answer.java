package dev.yodel.server.http;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
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

  /** The response; to HEAD it has the length but not the body. */
  FullHttpResponse toResponse(boolean head) {
    ByteBuf content = head ? Unpooled.EMPTY_BUFFER : Unpooled.wrappedBuffer(body);
    FullHttpResponse response = new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, status, content);
    if (!HttpResponseStatus.NOT_MODIFIED.equals(status)) {
      response.headers().set(HttpHeaderNames.CONTENT_TYPE, contentType);
      response.headers().setInt(HttpHeaderNames.CONTENT_LENGTH, body.length);
    }
    headers.forEach((name, value) -> response.headers().set(name, value));
    return response;
  }
}
