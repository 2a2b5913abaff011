package dev.yodel.server.websocket.frame;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.util.ArrayList;
import java.util.List;

/** Remembers how a connection's end was told. */
final class ClosingEvents extends ChannelInboundHandlerAdapter {

  final List<Object> seen = new ArrayList<>();

  @Override
  public void userEventTriggered(ChannelHandlerContext context, Object event) {
    if (!(event instanceof PeerClosing)) {
      seen.add(event);
    }
  }
}
