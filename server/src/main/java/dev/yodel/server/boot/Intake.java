package dev.yodel.server.boot;

import dev.yodel.server.owner.Crowd;
import dev.yodel.server.owner.OwnedBy;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.EventLoop;
import io.netty.util.concurrent.Future;
import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;

/**
 * Lets new connections in at a port: they are the first that a {@link Crowd} brings. Who is not
 * heard is left standing for about a second, unread, and then closed in its turn, before anything
 * is made for it: whoever comes again when it is closed comes once a second instead of without a
 * pause, and those who came together come again apart.
 */
@OwnedBy(OwnedBy.Kind.LOOP)
final class Intake extends ChannelInboundHandlerAdapter {

  /** So many wait to be let in; when one more comes, the first of them is let in: {@value}. */
  static final int MOST_WAITING = 1_024;

  /** So many stand unheard; when one more comes, the first of them is closed: {@value}. */
  static final int MOST_UNHEARD = 1_024;

  /** The shortest time for which who is not heard is left standing, in milliseconds: {@value}. */
  static final int LEAST_UNHEARD_MILLIS = 500;

  /** The longest, in milliseconds: {@value}. */
  static final int MOST_UNHEARD_MILLIS = 1_500;

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
  private final RandomGenerator random;
  private final Queue<Channel> heard = new ArrayDeque<>();
  private final Map<Channel, Future<?>> unheard = new LinkedHashMap<>();

  /** The intake of one port. */
  Intake(Ear ear, Crowds crowds, RandomGenerator random) {
    this.ear = ear;
    this.crowds = crowds;
    this.random = random;
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object accepted) {
    Channel connection = (Channel) accepted;
    EventLoop loop = context.channel().eventLoop();
    if (!ear.hears(connection, loop.ticker().nanoTime())) {
      leave(loop, connection);
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

  private void leave(EventLoop loop, Channel connection) {
    if (unheard.size() == MOST_UNHEARD) {
      close(unheard.keySet().iterator().next());
    }
    int stands = random.nextInt(LEAST_UNHEARD_MILLIS, MOST_UNHEARD_MILLIS);
    Runnable turn = () -> crowds.of(loop).take(() -> close(connection));
    unheard.put(connection, loop.schedule(turn, stands, TimeUnit.MILLISECONDS));
  }

  private void close(Channel connection) {
    Future<?> end = unheard.remove(connection);
    if (end != null) {
      end.cancel(false);
      connection.unsafe().closeForcibly();
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    heard.forEach(connection -> connection.unsafe().closeForcibly());
    heard.clear();
    List.copyOf(unheard.keySet()).forEach(this::close);
    context.fireChannelInactive();
  }
}
