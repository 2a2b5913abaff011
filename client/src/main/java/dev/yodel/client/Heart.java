package dev.yodel.client;

import dev.yodel.client.ConnectOptions.Heartbeat;
import io.netty.channel.ChannelHandlerContext;
import io.netty.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Pings the peer and notices when it is gone. Any byte is a sign of life; silence counts only while
 * the peer is read. Owned by the connection's event loop.
 */
final class Heart {

  private final ChannelHandlerContext ctx;
  private final Heartbeat heartbeat;
  private final SilenceHandler silence;
  private final Pings pings;
  private final Runnable onSilent;
  private @Nullable ScheduledFuture<?> next;

  Heart(ChannelHandlerContext ctx, WebSocketConnection connection, Beats beats) {
    this.ctx = ctx;
    this.heartbeat = connection.options().heartbeat();
    this.silence = beats.silence();
    this.pings = connection.pings();
    this.onSilent = beats.onSilent();
  }

  /** What a heart listens to, and whom it tells. */
  record Beats(SilenceHandler silence, Runnable onSilent) {}

  void start() {
    if (!heartbeat.interval().isZero()) {
      schedule(this::beat, heartbeat.interval().toNanos());
    }
  }

  void stop() {
    if (next != null) {
      next.cancel(false);
    }
  }

  private void beat() {
    long sentNanos = ctx.executor().ticker().nanoTime();
    if (ctx.channel().isWritable()) {
      pings.send();
    }
    schedule(() -> check(sentNanos), heartbeat.timeout().toNanos());
  }

  private void check(long sentNanos) {
    long now = ctx.executor().ticker().nanoTime();
    long elapsed = now - sentNanos;
    if (ctx.channel().config().isAutoRead() && silence.nanosAt(now) >= elapsed) {
      onSilent.run();
      return;
    }
    schedule(this::beat, Math.max(0, heartbeat.interval().toNanos() - elapsed));
  }

  private void schedule(Runnable task, long nanos) {
    next = ctx.executor().schedule(task, nanos, TimeUnit.NANOSECONDS);
  }
}
