package dev.yodel.server.boot;

import dev.yodel.server.owner.Crowd;
import dev.yodel.server.owner.OwnedBy;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.util.ArrayDeque;
import java.util.Queue;

/** Lets new connections in at a port: they are the first that a {@link Crowd} brings. */
@OwnedBy(OwnedBy.Kind.LOOP)
final class Intake extends ChannelInboundHandlerAdapter {

  /** So many wait; whoever comes then is let in at once: {@value}. */
  static final int MOST_WAITING = 1_024;

  private final Crowds crowds;
  private final Queue<Channel> waiting = new ArrayDeque<>();

  /** The intake of one port. */
  Intake(Crowds crowds) {
    this.crowds = crowds;
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object accepted) {
    if (waiting.size() == MOST_WAITING) {
      context.fireChannelRead(accepted);
      return;
    }
    waiting.add((Channel) accepted);
    if (waiting.size() == 1) {
      awaitTurn(context);
    }
  }

  private void awaitTurn(ChannelHandlerContext context) {
    crowd(context).take(() -> letIn(context));
  }

  private void letIn(ChannelHandlerContext context) {
    Channel first = waiting.poll();
    if (first != null) {
      context.fireChannelRead(first);
    }
    if (!waiting.isEmpty()) {
      awaitTurn(context);
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    waiting.forEach(connection -> connection.unsafe().closeForcibly());
    waiting.clear();
    context.fireChannelInactive();
  }

  private Crowd crowd(ChannelHandlerContext context) {
    return crowds.of(context.channel().eventLoop());
  }
}
