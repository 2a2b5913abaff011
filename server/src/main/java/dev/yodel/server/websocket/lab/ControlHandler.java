package dev.yodel.server.websocket.lab;

import dev.yodel.server.owner.OwnedBy;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;

/** Takes pings and pongs out: a ping is answered, unless it shall not be or the peer is full. */
@OwnedBy(OwnedBy.Kind.LOOP)
final class ControlHandler extends ChannelInboundHandlerAdapter {

  private final boolean answers;

  ControlHandler(boolean answers) {
    this.answers = answers;
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    if (message instanceof PingWebSocketFrame ping) {
      if (answers && context.channel().isWritable()) {
        context.channel().writeAndFlush(new PongWebSocketFrame(ping.content()));
      } else {
        ping.release();
      }
    } else if (message instanceof PongWebSocketFrame pong) {
      pong.release();
    } else {
      context.fireChannelRead(message);
    }
  }
}
