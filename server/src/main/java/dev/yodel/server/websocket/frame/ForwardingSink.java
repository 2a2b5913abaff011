package dev.yodel.server.websocket.frame;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;

/** Hands every message to the next handler as one final frame of the library's types. */
final class ForwardingSink implements MessageSink {

  private final ChannelHandlerContext context;

  ForwardingSink(ChannelHandlerContext context) {
    this.context = context;
  }

  @Override
  public void onMessage(ByteBuf buffer, int frame, int payload, int length, boolean text) {
    ByteBuf content = buffer.retainedSlice(payload, length);
    context.fireChannelRead(
        text ? new TextWebSocketFrame(content) : new BinaryWebSocketFrame(content));
  }

  @Override
  public void settle(ByteBuf buffer) {}

  @Override
  public boolean take(ByteBuf buffer) {
    return false;
  }
}
