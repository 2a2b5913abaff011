package dev.yodel.server.websocket.frame;

import dev.yodel.protocol.CloseCode;
import dev.yodel.server.guard.SocketEnd;
import dev.yodel.server.owner.OwnedBy;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.util.concurrent.Future;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The end of one connection (RFC 6455 section 7): exactly one close frame out, then the TCP side,
 * in the order that lets the peer read the frame.
 *
 * <pre>
 *   OPEN --our close--> SENT --peer's close---.
 *     |--peer's close--> ASKED --our answer----|
 *     |                                        v
 *     '--violation, answered---------------> ENDED: FIN out, input discarded until the peer's FIN
 *                                                   or the timeout
 * </pre>
 *
 * {@link SocketEnd} says why only our half is closed.
 */
@OwnedBy(OwnedBy.Kind.LOOP)
final class ClosingHandshake {

  private enum State {
    OPEN,
    ASKED,
    SENT,
    ENDED
  }

  private final ChannelHandlerContext context;
  private final Duration timeout;
  private final Runnable ending;
  private final FrameWatch watch;
  private State state = State.OPEN;
  private @Nullable Future<?> timer;

  /**
   * A handshake that has not begun.
   *
   * @param timeout how long the peer may take for its part; then the connection is reset
   * @param ending called when our close frame leaves
   * @param watch is told if the peer takes longer
   */
  ClosingHandshake(
      ChannelHandlerContext context, Duration timeout, Runnable ending, FrameWatch watch) {
    this.context = context;
    this.timeout = timeout;
    this.ending = ending;
    this.watch = watch;
  }

  /** Whether frames may be written: no close frame of ours has left. */
  boolean isOpen() {
    return state == State.OPEN || state == State.ASKED;
  }

  /** Whether the peer may still say something that matters: at least its close frame. */
  boolean wantsFrames() {
    return state == State.OPEN || state == State.SENT;
  }

  /** Sends our close frame and waits for the peer's, unless that came before. */
  void begin(int code, String reason, ChannelPromise promise) {
    boolean asked = state == State.ASKED;
    state = asked ? State.ENDED : State.SENT;
    send(reason, promise, new ClosingBegan(code, reason, ClosingBegan.By.SERVER));
    if (asked) {
      halfClose();
    }
  }

  /**
   * Answers a close frame with its own code, once nobody puts that off any more; or takes it as the
   * answer to ours.
   */
  void onPeerClose(ClosingBegan close) {
    if (state == State.OPEN) {
      state = State.ASKED;
      PeerClosing closing = new PeerClosing(() -> answer(close));
      context.fireUserEventTriggered(closing);
      if (!closing.isPutOff()) {
        answer(close);
      }
    } else {
      state = State.ENDED;
      halfClose();
    }
  }

  private void answer(ClosingBegan close) {
    if (state == State.ASKED) {
      state = State.ENDED;
      send("", context.newPromise(), close);
      halfClose();
    }
  }

  /** Answers a violation: nothing that the peer sends matters any more. */
  void fail(ProtocolViolation violation) {
    int code = violation.code().code();
    end(new ClosingBegan(code, violation.reason(), ClosingBegan.By.VIOLATION));
  }

  /** Ends the connection as it is: nothing that the peer sends matters any more. */
  void end(CloseCode code) {
    end(new ClosingBegan(code.code(), code.reason(), ClosingBegan.By.SERVER));
  }

  private void end(ClosingBegan how) {
    boolean tell = isOpen();
    state = State.ENDED;
    if (tell) {
      send(how.reason(), context.newPromise(), how);
    }
    halfClose();
  }

  /** Tells of it before the flush: that may make room, and whoever waits for room would write. */
  private void send(String reason, ChannelPromise promise, ClosingBegan began) {
    ending.run();
    context.write(ClosePayload.write(context.alloc(), began.code(), reason), promise);
    context.fireUserEventTriggered(began);
    context.flush();
    timer = context.executor().schedule(this::reset, timeout.toNanos(), TimeUnit.NANOSECONDS);
  }

  private void reset() {
    watch.onUnanswered();
    SocketEnd.reset(context.channel());
  }

  /** Ends our half after everything that was written. */
  private void halfClose() {
    context
        .writeAndFlush(context.alloc().directBuffer(0))
        .addListener(
            (ChannelFutureListener)
                written -> {
                  if (written.isSuccess()) {
                    SocketEnd.finish(written.channel());
                  } else {
                    context.close();
                  }
                });
  }

  /** The connection is gone: nothing is left to wait for. */
  void cancel() {
    state = State.ENDED;
    if (timer != null) {
      timer.cancel(false);
      timer = null;
    }
  }
}
