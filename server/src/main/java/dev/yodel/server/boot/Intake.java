package dev.yodel.server.boot;

import dev.yodel.server.owner.OwnedBy;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.TimeUnit;

/**
 * Lets new connections in at a port, a few each turn of its loop, so that whoever is there already
 * is served between them: a connection, its request and its upgrade cost as much as twenty echoes,
 * and a crowd that comes at once would be all that a turn does.
 */
@OwnedBy(OwnedBy.Kind.LOOP)
final class Intake extends ChannelInboundHandlerAdapter {

  /** So many are let in at once, or in one turn: {@value}. */
  static final int EACH_TURN = 4;

  /** So many wait; whoever comes then is let in at once: {@value}. */
  static final int MOST_WAITING = 1_024;

  /** A time in which a loop that has little to do turns. */
  private static final long TURN_NANOS = TimeUnit.MICROSECONDS.toNanos(200);

  private final Queue<Channel> waiting = new ArrayDeque<>();
  private long since;
  private int begun = EACH_TURN;

  @Override
  public void handlerAdded(ChannelHandlerContext context) {
    since = now(context) - TURN_NANOS;
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object accepted) {
    long now = now(context);
    if (now - since >= TURN_NANOS) {
      since = now;
      begun = 0;
    }
    if ((waiting.isEmpty() && begun < EACH_TURN) || waiting.size() == MOST_WAITING) {
      begun++;
      context.fireChannelRead(accepted);
      return;
    }
    waiting.add((Channel) accepted);
    if (waiting.size() == 1) {
      awaitTurn(context);
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    waiting.forEach(connection -> connection.unsafe().closeForcibly());
    waiting.clear();
    context.fireChannelInactive();
  }

  /** What is scheduled waits for the next turn; what is executed may still run in this one. */
  private void awaitTurn(ChannelHandlerContext context) {
    context.executor().schedule(() -> turn(context), 1, TimeUnit.NANOSECONDS);
  }

  private void turn(ChannelHandlerContext context) {
    for (int i = 0; i < EACH_TURN && !waiting.isEmpty(); i++) {
      context.fireChannelRead(waiting.remove());
    }
    if (!waiting.isEmpty()) {
      awaitTurn(context);
    }
  }

  private static long now(ChannelHandlerContext context) {
    return context.executor().ticker().nanoTime();
  }
}
