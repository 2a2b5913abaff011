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
  private final SilenceHandler silence;
  private final Pings pings;
  private final Runnable onSilent;
  private final long interval;
  private final long timeout;
  private @Nullable ScheduledFuture<?> beat;
  private @Nullable ScheduledFuture<?> check;
  private long askedNanos;
  private boolean asked;

  Heart(ChannelHandlerContext ctx, WebSocketConnection connection, Beats beats) {
    this.ctx = ctx;
    Heartbeat heartbeat = connection.options().heartbeat();
    this.interval = heartbeat.interval().toNanos();
    this.timeout = heartbeat.timeout().toNanos();
    this.silence = beats.silence();
    this.pings = connection.pings();
    this.onSilent = beats.onSilent();
  }

  /** What a heart listens to, and whom it tells. */
  record Beats(SilenceHandler silence, Runnable onSilent) {}

  void start() {
    if (interval > 0) {
      beat = schedule(this::beat, interval);
    }
  }

  void stop() {
    if (beat != null) {
      beat.cancel(false);
    }
    if (check != null) {
      check.cancel(false);
    }
  }

  private void beat() {
    long now = now();
    if (ctx.channel().isWritable()) {
      pings.send();
    }
    if (!asked || isHeard(now)) {
      asked = true;
      askedNanos = now;
    }
    if (check == null) {
      check = schedule(this::check, timeout);
    }
    beat = schedule(this::beat, interval);
  }

  /** Once the first ping after the last sign of life is as old as silence may be. */
  private void check() {
    long now = now();
    long left = askedNanos + timeout - now;
    check = null;
    if (!ctx.channel().config().isAutoRead() || isHeard(now)) {
      asked = false;
    } else if (left > 0) {
      check = schedule(this::check, left);
    } else {
      stop();
      onSilent.run();
    }
  }

  private boolean isHeard(long now) {
    return silence.nanosAt(now) < now - askedNanos;
  }

  private long now() {
    return ctx.executor().ticker().nanoTime();
  }

  private ScheduledFuture<?> schedule(Runnable task, long nanos) {
    return ctx.executor().schedule(task, nanos, TimeUnit.NANOSECONDS);
  }
}
