package dev.yodel.server.websocket.lab;

import dev.yodel.server.lab.Pings;
import dev.yodel.server.owner.OwnedBy;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;

/** Sends pings as fast as the peer takes them, {@link Pings#MOST_OF_A_FLOOD} in all. */
@OwnedBy(OwnedBy.Kind.LOOP)
final class FloodHandler extends ChannelInboundHandlerAdapter {

  private static final int IN_ONE_TURN = 256;

  private long sent;
  private boolean scheduled;

  @Override
  public void handlerAdded(ChannelHandlerContext context) {
    schedule(context);
  }

  @Override
  public void channelWritabilityChanged(ChannelHandlerContext context) {
    schedule(context);
    context.fireChannelWritabilityChanged();
  }

  /** In a turn of its own, so that a flood does not keep the loop from its other connections. */
  private void schedule(ChannelHandlerContext context) {
    if (!scheduled && context.channel().isWritable() && sent < Pings.MOST_OF_A_FLOOD) {
      scheduled = true;
      context.executor().execute(() -> send(context));
    }
  }

  private void send(ChannelHandlerContext context) {
    scheduled = false;
    if (context.isRemoved() || !context.channel().isActive()) {
      return;
    }
    for (int turn = 0; turn < IN_ONE_TURN && sent < Pings.MOST_OF_A_FLOOD; turn++) {
      context.write(RepeatHandler.ping(++sent));
    }
    context.flush();
    schedule(context);
  }
}
