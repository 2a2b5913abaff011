package dev.yodel.client;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import org.jspecify.annotations.Nullable;

/**
 * Makes whole messages of data frames without looking into them (RFC 6455 section 5.4); one that
 * came in one frame is not copied.
 */
final class BufferAssembler {

  /** Takes whole messages. */
  interface Sink {
    void message(ByteBuf bytes, boolean text);
  }

  private final int maxMessage;
  private final Sink sink;
  private @Nullable ByteBuf parts; // on the heap: a connection that ends midway leaks nothing
  private boolean isText;
  private int fragments;

  BufferAssembler(int maxMessage, Sink sink) {
    this.maxMessage = maxMessage;
    this.sink = sink;
  }

  /** Takes one data frame. */
  void add(WebSocketFrame frame) {
    ByteBuf content = frame.content();
    ByteBuf before = parts;
    if (before == null) {
      isText = frame instanceof TextWebSocketFrame;
      fragments = 0;
      if (frame.isFinalFragment()) {
        MessageAssembler.check(content.readableBytes(), 1, maxMessage);
        sink.message(content, isText);
        return;
      }
      before = Unpooled.buffer();
      parts = before;
    }
    long size = (long) before.readableBytes() + content.readableBytes();
    MessageAssembler.check(size, ++fragments, maxMessage);
    before.writeBytes(content);
    if (frame.isFinalFragment()) {
      parts = null;
      sink.message(before, isText);
    }
  }
}
