package dev.yodel.server.websocket.lab;

import dev.yodel.server.owner.OwnedBy;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.util.ReferenceCountUtil;
import org.jspecify.annotations.Nullable;

/**
 * Takes pings and pongs out: a ping is answered, unless it shall not be; the last of several once
 * the peer reads again (RFC 6455 section 5.5.3).
 */
@OwnedBy(OwnedBy.Kind.LOOP)
final class ControlHandler extends ChannelInboundHandlerAdapter {

  private final boolean answers;
  private @Nullable PingWebSocketFrame unanswered;

  ControlHandler(boolean answers) {
    this.answers = answers;
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    if (message instanceof PingWebSocketFrame ping) {
      release();
      if (answers) {
        unanswered = ping;
        answer(context);
      } else {
        ping.release();
      }
    } else if (message instanceof PongWebSocketFrame pong) {
      pong.release();
    } else {
      context.fireChannelRead(message);
    }
  }

  private void answer(ChannelHandlerContext context) {
    PingWebSocketFrame ping = unanswered;
    if (ping != null && context.channel().isWritable()) {
      unanswered = null;
      context.channel().writeAndFlush(new PongWebSocketFrame(ping.content()));
    }
  }

  @Override
  public void channelWritabilityChanged(ChannelHandlerContext context) {
    answer(context);
    context.fireChannelWritabilityChanged();
  }

  @Override
  public void handlerRemoved(ChannelHandlerContext context) {
    release();
  }

  private void release() {
    ReferenceCountUtil.release(unanswered);
    unanswered = null;
  }
}
