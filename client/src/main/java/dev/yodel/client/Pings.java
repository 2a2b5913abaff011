package dev.yodel.client;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import java.nio.channels.ClosedChannelException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * The pings of this side that wait for their pong, oldest first. Owned by the connection's event
 * loop. A pong answers its ping and every earlier one (RFC 6455 section 5.5.3).
 */
final class Pings {

  /** How many pings may wait; the oldest is given up beyond that. */
  static final int MAX_WAITING = 64;

  private record Waiting(long number, long sentNanos, CompletableFuture<Duration> future) {}

  private final Channel channel;
  private final Deque<Waiting> waiting = new ArrayDeque<>();
  private long lastNumber;
  private boolean ended;

  Pings(Channel channel) {
    this.channel = channel;
  }

  CompletableFuture<Duration> send() {
    var future = new CompletableFuture<Duration>();
    try {
      channel.eventLoop().execute(() -> sendOwned(future));
    } catch (java.util.concurrent.RejectedExecutionException closed) {
      future.completeExceptionally(new ClosedChannelException());
    }
    return future;
  }

  /** Settles the pings that a pong answers; null for a pong that answers none of them. */
  @Nullable Duration onPong(ByteBuf payload) {
    if (payload.readableBytes() != Long.BYTES) {
      return null;
    }
    long number = payload.getLong(payload.readerIndex());
    if (waiting.stream().noneMatch(ping -> ping.number == number)) {
      return null;
    }
    long now = now();
    Iterator<Waiting> oldestFirst = waiting.iterator();
    while (oldestFirst.hasNext()) {
      Waiting ping = oldestFirst.next();
      oldestFirst.remove();
      Duration roundTrip = Duration.ofNanos(now - ping.sentNanos);
      ping.future.complete(roundTrip);
      if (ping.number == number) {
        return roundTrip;
      }
    }
    return null;
  }

  /** Gives all up: the connection has ended. */
  void fail() {
    ended = true;
    waiting.forEach(ping -> ping.future.completeExceptionally(new ClosedChannelException()));
    waiting.clear();
  }

  private void sendOwned(CompletableFuture<Duration> future) {
    if (ended) {
      future.completeExceptionally(new ClosedChannelException());
      return;
    }
    if (waiting.size() == MAX_WAITING) {
      waiting.removeFirst().future.cancel(false);
    }
    lastNumber++;
    waiting.addLast(new Waiting(lastNumber, now(), future));
    channel
        .writeAndFlush(new PingWebSocketFrame(Unpooled.copyLong(lastNumber)))
        .addListener(
            done -> {
              if (!done.isSuccess()) {
                future.completeExceptionally(done.cause());
              }
            });
  }

  private long now() {
    return channel.eventLoop().ticker().nanoTime();
  }
}
