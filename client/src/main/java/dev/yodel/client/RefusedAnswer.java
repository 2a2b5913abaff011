package dev.yodel.client;

import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.LastHttpContent;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** An HTTP answer that refuses, as much of it as has come. */
final class RefusedAnswer {

  /** How long the rest of the body is waited for. */
  static final long BODY_LIMIT_SECONDS = 1;

  private final HttpResponse head;
  private final ByteArrayOutputStream body = new ByteArrayOutputStream();

  RefusedAnswer(HttpResponse head) {
    this.head = head;
  }

  /** Takes a part of the body; true if that is enough. */
  boolean isWholeWith(HttpContent content) {
    ByteBuf bytes = content.content();
    byte[] part = new byte[Math.min(bytes.readableBytes(), Refusal.MAX_BODY - body.size())];
    bytes.getBytes(bytes.readerIndex(), part);
    body.writeBytes(part);
    return content instanceof LastHttpContent || body.size() >= Refusal.MAX_BODY;
  }

  Refusal refusal() {
    List<Header> headers = new ArrayList<>();
    for (Map.Entry<String, String> field : head.headers()) {
      headers.add(Header.received(field.getKey(), field.getValue()));
    }
    return new Refusal(
        head.status().code(),
        head.status().reasonPhrase(),
        headers,
        body.toString(StandardCharsets.UTF_8));
  }
}
