package dev.yodel.client;

import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;

/** Counts the bytes of the frames that pass, their heads included (RFC 6455 section 5.2). */
final class MeterHandler extends ChannelDuplexHandler {

  private static final int MASK = 4;

  private volatile long sent;
  private volatile long received;

  @Override
  @SuppressWarnings("NonAtomicVolatileUpdate") // only the event loop writes
  public void write(ChannelHandlerContext ctx, Object message, ChannelPromise promise) {
    if (message instanceof WebSocketFrame frame) {
      sent += MASK + size(frame);
    }
    ctx.write(message, promise);
  }

  @Override
  @SuppressWarnings("NonAtomicVolatileUpdate") // only the event loop writes
  public void channelRead(ChannelHandlerContext ctx, Object message) {
    if (message instanceof WebSocketFrame frame) {
      received += size(frame);
    }
    ctx.fireChannelRead(message);
  }

  long sent() {
    return sent;
  }

  long received() {
    return received;
  }

  private static int size(WebSocketFrame frame) {
    int payload = frame.content().readableBytes();
    int head = payload < 126 ? 2 : payload < 65_536 ? 4 : 10;
    return head + payload;
  }
}
