package dev.yodel.client;

import dev.yodel.client.Closing.Cause;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.util.concurrent.ScheduledFuture;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The end of a connection (RFC 6455 section 7.1): at most one Close frame is sent, the outcome is
 * decided once. Owned by the connection's event loop.
 *
 * <p>Implementation note: the server closes the TCP connection first (section 7.1.1), so this side
 * lingers a second for it; dropping it at once could destroy the Close frame on its way.
 *
 * <p>Implementation note: an echo that is behind answers first what was sent before the Close
 * frame, however long that takes, and a server that always has something to say may never answer
 * it. So the limit begins anew only while messages were sent that none came back for.
 */
final class ClosingHandshake {

  private static final Duration LINGER = Duration.ofSeconds(1);
  private static final int MAX_REASON = 123;

  /** In so many parts the limit is counted; one in which the peer was not read is left out. */
  private static final int PARTS = 10;

  private final ChannelHandlerContext ctx;
  private final SilenceHandler silence;
  private final long partNanos;
  private @Nullable ScheduledFuture<?> timer;
  private @Nullable Closing outcome;
  private long owed; // messages
  private int parts;
  private long countedNanos; // what came before was counted, or was no part of a message
  private boolean sent;

  ClosingHandshake(ChannelHandlerContext ctx, SilenceHandler silence, Duration limit) {
    this.ctx = ctx;
    this.silence = silence;
    this.partNanos = limit.toNanos() / PARTS;
  }

  /** Whether a code may travel in a Close frame (RFC 6455 section 7.4, IANA's registry). */
  static boolean isValid(int code) {
    return (code >= 1000 && code <= 1003)
        || (code >= 1007 && code <= 1014)
        || (code >= 3000 && code <= 4999);
  }

  boolean isSent() {
    return sent;
  }

  /** This side sends something: a message is one that may be answered. */
  void onSent(Object frame) {
    if (frame instanceof TextWebSocketFrame || frame instanceof BinaryWebSocketFrame) {
      owed++;
    }
  }

  /** The peer sends something: a message answers one, in part if it is a fragment. */
  void onReceived(WebSocketFrame frame) {
    if (frame instanceof PingWebSocketFrame || frame instanceof PongWebSocketFrame) {
      countedNanos = now();
    } else if (owed > 0) {
      parts = 0;
      owed -= frame.isFinalFragment() ? 1 : 0;
    }
  }

  /** Whether the outcome is decided: what still comes is of no interest. */
  boolean isOver() {
    return outcome != null;
  }

  /** This side wants to close. */
  void begin(CloseWebSocketFrame frame, ChannelPromise promise) {
    if (sent) {
      frame.release();
      promise.trySuccess();
      return;
    }
    sent = true;
    ctx.writeAndFlush(frame, promise);
    schedule();
  }

  /** The peer's Close frame. */
  void received(CloseWebSocketFrame frame) {
    int code = frame.statusCode() == -1 ? Closing.NO_STATUS : frame.statusCode();
    if (code != Closing.NO_STATUS && !isValid(code)) {
      violated(1002, "close code " + code);
      return;
    }
    outcome = new Closing(code, frame.reasonText(), sent ? Cause.SELF : Cause.PEER);
    if (!sent) {
      answer(code == Closing.NO_STATUS ? new CloseWebSocketFrame() : frame(code, ""));
    }
    linger();
  }

  /** The peer broke a rule: it is told so, once. */
  void violated(int code, String reason) {
    if (outcome != null) {
      return;
    }
    outcome = new Closing(code, reason, Cause.VIOLATION);
    if (!sent) {
      answer(frame(code, reason));
    }
    linger();
  }

  /** Drops the connection; nothing changes if the outcome is decided. */
  void drop(Cause cause) {
    if (outcome == null) {
      outcome = new Closing(Closing.ABNORMAL, "", cause);
    }
    ctx.close();
  }

  /** The outcome, now that the connection is gone. */
  Closing result() {
    if (timer != null) {
      timer.cancel(false);
    }
    if (outcome == null) {
      outcome = new Closing(Closing.ABNORMAL, "", sent ? Cause.UNANSWERED : Cause.LOST);
    }
    return outcome;
  }

  private void answer(CloseWebSocketFrame frame) {
    sent = true;
    ctx.writeAndFlush(frame);
  }

  private void linger() {
    if (timer != null) {
      timer.cancel(false);
    }
    ctx.channel().config().setAutoRead(true);
    timer = ctx.executor().schedule(() -> ctx.close(), LINGER.toNanos(), TimeUnit.NANOSECONDS);
  }

  private void schedule() {
    countedNanos = now();
    timer = ctx.executor().schedule(this::check, partNanos, TimeUnit.NANOSECONDS);
  }

  private void check() {
    long now = now();
    boolean answering = owed > 0 && silence.nanosAt(now) < now - countedNanos;
    if (answering) {
      parts = 0;
    } else if (ctx.channel().config().isAutoRead()) {
      parts++;
    }
    if (parts == PARTS) {
      drop(Cause.UNANSWERED);
    } else {
      schedule();
    }
  }

  private long now() {
    return ctx.executor().ticker().nanoTime();
  }

  private static CloseWebSocketFrame frame(int code, String reason) {
    String fitting = reason;
    while (fitting.getBytes(StandardCharsets.UTF_8).length > MAX_REASON) {
      fitting = fitting.substring(0, fitting.length() - 1);
    }
    return new CloseWebSocketFrame(code, fitting);
  }
}
