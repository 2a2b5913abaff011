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
 * heard is closed in its turn, before anything is made for it; those and the others take turns.
 */
@OwnedBy(OwnedBy.Kind.LOOP)
final class Intake extends ChannelInboundHandlerAdapter {

  /** So many wait in each line; whoever comes then is let in, or closed, at once: {@value}. */
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
  private final Queue<Channel> heard = new ArrayDeque<>();
  private final Queue<Channel> unheard = new ArrayDeque<>();

  /** The intake of one port. */
  Intake(Ear ear, Crowds crowds) {
    this.ear = ear;
    this.crowds = crowds;
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object accepted) {
    Channel connection = (Channel) accepted;
    boolean hears = ear.hears(connection, context.channel().eventLoop().ticker().nanoTime());
    Queue<Channel> line = hears ? heard : unheard;
    if (line.size() == MOST_WAITING) {
      pass(context, line, connection);
      return;
    }
    line.add(connection);
    if (line.size() == 1) {
      awaitTurn(context, line);
    }
  }

  private void awaitTurn(ChannelHandlerContext context, Queue<Channel> line) {
    crowds.of(context.channel().eventLoop()).take(() -> passFirst(context, line));
  }

  private void passFirst(ChannelHandlerContext context, Queue<Channel> line) {
    Channel first = line.poll();
    if (first != null) {
      pass(context, line, first);
    }
    if (!line.isEmpty()) {
      awaitTurn(context, line);
    }
  }

  private void pass(ChannelHandlerContext context, Queue<Channel> line, Channel connection) {
    if (line == heard) {
      context.fireChannelRead(connection);
    } else {
      connection.unsafe().closeForcibly();
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    close(heard);
    close(unheard);
    context.fireChannelInactive();
  }

  private static void close(Queue<Channel> line) {
    line.forEach(connection -> connection.unsafe().closeForcibly());
    line.clear();
  }
}
