package dev.yodel.server.websocket;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import java.nio.charset.StandardCharsets;

/** Sends every message back: same type, same bytes, text behind a prefix if one was asked for. */
public final class EchoHandler extends ChannelInboundHandlerAdapter {

  private final ByteBuf prefix;

  /**
   * An echo.
   *
   * @param prefix of every text; empty for none
   */
  public EchoHandler(String prefix) {
    this.prefix =
        Unpooled.unreleasableBuffer(
            Unpooled.wrappedBuffer(prefix.getBytes(StandardCharsets.UTF_8)));
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    if (message instanceof TextWebSocketFrame text && prefix.isReadable()) {
      ByteBuf both =
          context
              .alloc()
              .compositeBuffer(2)
              .addComponents(true, prefix.duplicate(), text.content());
      context.write(new TextWebSocketFrame(both), context.voidPromise());
    } else if (message instanceof WebSocketFrame) {
      context.write(message, context.voidPromise());
    } else {
      context.fireChannelRead(message);
    }
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext context) {
    context.flush();
    context.fireChannelReadComplete();
  }
}
