package dev.yodel.server.boot;

import dev.yodel.server.owner.Crowd;
import dev.yodel.server.owner.OwnedBy;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.util.ArrayDeque;
import java.util.Queue;

/**
 * Lets new connections in at a port: they are the first that a {@link Crowd} brings. Who is not
 * heard is closed before anything is made for it.
 */
@OwnedBy(OwnedBy.Kind.LOOP)
final class Intake extends ChannelInboundHandlerAdapter {

  /** So many wait; whoever comes then is let in at once: {@value}. */
  static final int MOST_WAITING = 1_024;

  /** Whether a connection is heard. */
  @FunctionalInterface
  interface Ear {

    /** A port that hears everybody. */
    Ear ALL = (accepted, nowNanos) -> true;

    /** Whether a connection that was just accepted is heard. */
    boolean hears(Channel accepted, long nowNanos);
  }

  private final Ear ear;
  private final Crowds crowds;
  private final Queue<Channel> waiting = new ArrayDeque<>();

  /** The intake of one port. */
  Intake(Ear ear, Crowds crowds) {
    this.ear = ear;
    this.crowds = crowds;
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object accepted) {
    if (!ear.hears((Channel) accepted, context.channel().eventLoop().ticker().nanoTime())) {
      ((Channel) accepted).unsafe().closeForcibly();
      return;
    }
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
