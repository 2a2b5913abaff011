package dev.yodel.server.boot;

import dev.yodel.server.owner.Crowd;
import dev.yodel.server.owner.OwnedBy;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.EventLoop;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.TimeUnit;

/**
 * Lets new connections in at a port: they are the first that a {@link Crowd} brings. Who is not
 * heard is left standing for a second, unread, and then closed in its turn, before anything is made
 * for it: whoever comes again when it is closed comes once a second instead of without a pause.
 */
@OwnedBy(OwnedBy.Kind.LOOP)
final class Intake extends ChannelInboundHandlerAdapter {

  /** So many wait to be let in; when one more comes, the first of them is let in: {@value}. */
  static final int MOST_WAITING = 1_024;

  /** So many stand unheard; when one more comes, the first of them is closed: {@value}. */
  static final int MOST_UNHEARD = 1_024;

  /** How long who is not heard is left standing, in milliseconds: {@value}. */
  static final int UNHEARD_MILLIS = 1_000;

  /** Whether a connection is heard. */
  @FunctionalInterface
  interface Ear {

    /** A port that hears everybody. */
    Ear ALL = (accepted, nowNanos) -> true;

    /** Whether a connection that was just accepted is heard. */
    boolean hears(Channel accepted, long nowNanos);
  }

  private record Unheard(Channel connection, long cameNanos) {}

  private final Ear ear;
  private final Crowds crowds;
  private final Queue<Channel> heard = new ArrayDeque<>();
  private final Queue<Unheard> unheard = new ArrayDeque<>();

  /** The intake of one port. */
  Intake(Ear ear, Crowds crowds) {
    this.ear = ear;
    this.crowds = crowds;
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object accepted) {
    Channel connection = (Channel) accepted;
    long now = context.channel().eventLoop().ticker().nanoTime();
    if (!ear.hears(connection, now)) {
      leave(context.channel().eventLoop(), connection, now);
    } else {
      if (heard.size() == MOST_WAITING) {
        context.fireChannelRead(heard.remove());
      }
      heard.add(connection);
      if (heard.size() == 1) {
        awaitTurn(context);
      }
    }
  }

  private void awaitTurn(ChannelHandlerContext context) {
    crowds.of(context.channel().eventLoop()).take(() -> passFirst(context));
  }

  private void passFirst(ChannelHandlerContext context) {
    Channel first = heard.poll();
    if (first != null) {
      context.fireChannelRead(first);
    }
    if (!heard.isEmpty()) {
      awaitTurn(context);
    }
  }

  private void leave(EventLoop loop, Channel connection, long nowNanos) {
    if (unheard.size() == MOST_UNHEARD) {
      close(unheard.remove());
    }
    unheard.add(new Unheard(connection, nowNanos));
    if (unheard.size() == 1) {
      awaitEnd(loop);
    }
  }

  private void awaitEnd(EventLoop loop) {
    Unheard first = unheard.peek();
    if (first != null) {
      long stood = loop.ticker().nanoTime() - first.cameNanos();
      long rest = TimeUnit.MILLISECONDS.toNanos(UNHEARD_MILLIS) - stood;
      if (rest <= 0) {
        crowds.of(loop).take(() -> closeFirst(loop));
      } else {
        loop.schedule(() -> awaitEnd(loop), rest, TimeUnit.NANOSECONDS);
      }
    }
  }

  private void closeFirst(EventLoop loop) {
    Unheard first = unheard.poll();
    if (first != null) {
      close(first);
    }
    awaitEnd(loop);
  }

  private static void close(Unheard one) {
    one.connection().unsafe().closeForcibly();
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    heard.forEach(connection -> connection.unsafe().closeForcibly());
    heard.clear();
    unheard.forEach(Intake::close);
    unheard.clear();
    context.fireChannelInactive();
  }
}
