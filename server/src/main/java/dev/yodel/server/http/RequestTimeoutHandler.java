package dev.yodel.server.http;

import dev.yodel.server.guard.LastAnswer;
import dev.yodel.server.metrics.ServerMetrics;
import dev.yodel.server.metrics.Why;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.util.concurrent.Future;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Limits how long a request may take to arrive, from the connection or the answer before it: half a
 * request is answered 408, silence is closed without a word.
 */
public final class RequestTimeoutHandler extends ChannelDuplexHandler {

  private static final Answer LATE =
      Answer.text(HttpResponseStatus.REQUEST_TIMEOUT, "The request took too long");

  private final Duration first;
  private final Duration timeout;
  private final ServerMetrics metrics;
  private @Nullable Future<?> timer;
  private boolean begun;
  private boolean whole;
  private boolean idle;

  /** The timeout of one connection. */
  public RequestTimeoutHandler(Duration timeout, ServerMetrics metrics) {
    this(timeout, timeout, metrics);
  }

  /**
   * The timeout of one connection.
   *
   * @param first that of its first request, where it is shorter
   */
  public RequestTimeoutHandler(Duration first, Duration timeout, ServerMetrics metrics) {
    this.metrics = metrics;
    this.first = first.compareTo(timeout) < 0 ? first : timeout;
    this.timeout = timeout;
  }

  @Override
  public void handlerAdded(ChannelHandlerContext context) {
    start(context, first);
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    whole = true;
    cancel();
    context.fireChannelRead(message);
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext context) {
    begun = !whole;
    whole = false;
    context.fireChannelReadComplete();
  }

  @Override
  public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
    start(context, timeout);
    idle = true;
    context.write(message, promise);
  }

  private void start(ChannelHandlerContext context, Duration time) {
    cancel();
    begun = false;
    timer =
        context.executor().schedule(() -> onLate(context), time.toNanos(), TimeUnit.NANOSECONDS);
  }

  private void onLate(ChannelHandlerContext context) {
    boolean ends = LastAnswer.isSent(context.channel());
    if (!ends && (begun || !idle)) {
      metrics.refused(Why.TOO_SLOW);
    }
    if (ends || !begun) {
      context.close();
      return;
    }
    RequestHeadHandler.send(context, LATE.toResponse(false), false);
    start(context, timeout); // for the peer to take it
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    cancel();
    context.fireChannelInactive();
  }

  @Override
  public void handlerRemoved(ChannelHandlerContext context) {
    cancel();
  }

  private void cancel() {
    if (timer != null) {
      timer.cancel(false);
      timer = null;
    }
  }
}
