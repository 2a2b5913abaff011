package dev.yodel.server.websocket;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.websocketx.WebSocketServerHandshaker;
import io.netty.handler.codec.http.websocketx.WebSocketServerProtocolHandler.HandshakeComplete;
import io.netty.util.AttributeKey;
import java.util.function.Consumer;

/**
 * Turns the pipeline of HTTP into that of a WebSocket when the handshake is complete, lets the 101
 * go, then leaves.
 *
 * <p>No frame has been read by then: {@link HoldHandler} keeps them, so codecs may be exchanged.
 */
final class UpgradedHandler extends ChannelInboundHandlerAdapter {

  /** Where the library keeps what only its protocol handler asks for. */
  private static final AttributeKey<WebSocketServerHandshaker> HANDSHAKER =
      AttributeKey.valueOf(WebSocketServerHandshaker.class, "HANDSHAKER");

  private final HoldHandler hold;
  private final Consumer<ChannelPipeline> upgraded;

  UpgradedHandler(HoldHandler hold, Consumer<ChannelPipeline> upgraded) {
    this.hold = hold;
    this.upgraded = upgraded;
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext context, Object event) {
    if (!(event instanceof HandshakeComplete)) {
      context.fireUserEventTriggered(event);
      return;
    }
    upgraded.accept(context.pipeline());
    context.channel().attr(HANDSHAKER).set(null);
    context.fireUserEventTriggered(event);
    context.pipeline().remove(AnswerHandler.class);
    context.pipeline().remove(this);
    hold.release();
  }
}
