package dev.yodel.server.websocket.lab;

import dev.yodel.protocol.CloseCode;
import dev.yodel.server.guard.SocketEnd;
import dev.yodel.server.lab.Ending;
import dev.yodel.server.owner.OwnedBy;
import dev.yodel.server.websocket.CloseFrames;
import dev.yodel.server.websocket.ReadGate;
import dev.yodel.server.websocket.frame.ClosingBegan;
import dev.yodel.server.websocket.frame.FrameWatch;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.codec.compression.DecompressionException;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CorruptedWebSocketFrameException;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.Future;
import java.nio.channels.ClosedChannelException;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The closing handshake (RFC 6455 section 7) over the library's frames: exactly one close frame
 * leaves, nothing follows it, and what comes after the peer's is dropped.
 *
 * <pre>
 *          peer's Close: answer it          both are through: end our half, read to the peer's end
 *  OPEN --------------------------> CLOSED ------------------------------------------------> gone
 *    '-- our Close --> SENT --peer's Close-^         after the timeout: reset ---------------^
 *    '-- error: our Close, no answer awaited -----^
 * </pre>
 */
@OwnedBy(OwnedBy.Kind.LOOP)
final class LabCloseHandler extends ChannelDuplexHandler {

  private final ReadGate gate;
  private final Duration timeout;
  private final FrameWatch watch;
  private boolean sent;
  private boolean received;
  private boolean failed;
  private @Nullable ChannelPromise closeWritten;
  private @Nullable Future<?> timer;

  LabCloseHandler(ReadGate gate, Duration timeout, FrameWatch watch) {
    this.gate = gate;
    this.timeout = timeout;
    this.watch = watch;
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    if (received || failed) {
      ReferenceCountUtil.release(message);
    } else if (message instanceof CloseWebSocketFrame close) {
      try {
        onPeerClose(context, close);
      } finally {
        close.release();
      }
    } else if (sent) {
      ReferenceCountUtil.release(message);
    } else {
      context.fireChannelRead(message);
    }
  }

  private void onPeerClose(ChannelHandlerContext context, CloseWebSocketFrame close) {
    received = true;
    if (sent) {
      end(context);
    } else {
      CloseWebSocketFrame answer = answer(close);
      boolean right = answer.statusCode() == close.statusCode();
      tell(context, answer, right ? ClosingBegan.By.PEER : ClosingBegan.By.VIOLATION);
      send(context, answer, context.newPromise());
    }
  }

  /** From the front: who counts how connections end stands before the codec. */
  private static void tell(
      ChannelHandlerContext context, CloseWebSocketFrame close, ClosingBegan.By by) {
    int code = close.statusCode() < 0 ? CloseCode.NO_STATUS.code() : close.statusCode();
    String reason = by == ClosingBegan.By.PEER ? "" : close.reasonText();
    context.pipeline().fireUserEventTriggered(new ClosingBegan(code, reason, by));
  }

  /** The answer to a peer's close frame: its own code, or what is wrong with it. */
  private static CloseWebSocketFrame answer(CloseWebSocketFrame received) {
    int bytes = received.content().readableBytes();
    if (bytes == 0) {
      return new CloseWebSocketFrame();
    }
    boolean right = bytes > 1 && Ending.mayBeSent(received.statusCode());
    return right
        ? CloseFrames.of(received.statusCode(), "")
        : CloseFrames.of(CloseCode.PROTOCOL_ERROR);
  }

  @Override
  public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
    if (sent) {
      ReferenceCountUtil.release(message);
      if (!promise.isVoid()) {
        promise.tryFailure(new ClosedChannelException());
      }
    } else if (message instanceof CloseWebSocketFrame close) {
      tell(context, close, ClosingBegan.By.SERVER);
      send(context, close, promise);
    } else {
      context.write(message, promise);
    }
  }

  private void send(
      ChannelHandlerContext context, CloseWebSocketFrame close, ChannelPromise promise) {
    sent = true;
    closeWritten = context.newPromise();
    timer =
        context.executor().schedule(() -> reset(context), timeout.toNanos(), TimeUnit.NANOSECONDS);
    gate.end();
    context
        .writeAndFlush(close, promise.unvoid())
        .addListener(
            written -> {
              Objects.requireNonNull(closeWritten).trySuccess();
              if (received || failed || !written.isSuccess()) {
                shutdown(context);
              }
            });
  }

  /** Ends our half once our close frame is through: on io_uring it leaves later than its write. */
  private void end(ChannelHandlerContext context) {
    Objects.requireNonNull(closeWritten).addListener(written -> shutdown(context));
  }

  /** The peer's end closes the connection. */
  private static void shutdown(ChannelHandlerContext context) {
    SocketEnd.finish(context.channel());
  }

  private void reset(ChannelHandlerContext context) {
    watch.onUnanswered();
    SocketEnd.reset(context.channel());
  }

  @Override
  public void channelWritabilityChanged(ChannelHandlerContext context) {
    if (!sent) {
      context.fireChannelWritabilityChanged();
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    if (cause instanceof CorruptedWebSocketFrameException corrupted) {
      fail(context, corrupted.closeStatus().code(), corrupted.closeStatus().reasonText());
    } else if (cause instanceof TooLongFrameException || inflatesTooFar(cause)) {
      fail(context, CloseCode.TOO_BIG.code(), CloseCode.TOO_BIG.reason());
    } else if (cause instanceof DecoderException) {
      fail(context, CloseCode.INVALID_PAYLOAD.code(), "compressed message is corrupt");
    } else {
      context.fireExceptionCaught(cause);
    }
  }

  /** By its text: the library has one exception for all that does not inflate. */
  private static boolean inflatesTooFar(Throwable cause) {
    return cause instanceof DecompressionException
        && String.valueOf(cause.getMessage()).contains("maximum size");
  }

  /** Fails the connection (RFC 6455 section 7.1.7): the peer's answer is not awaited. */
  private void fail(ChannelHandlerContext context, int status, String reason) {
    if (failed) {
      return;
    }
    failed = true;
    if (sent) {
      end(context);
    } else {
      CloseWebSocketFrame close = CloseFrames.of(status, reason);
      tell(context, close, ClosingBegan.By.VIOLATION);
      send(context, close, context.newPromise());
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    cancelTimer();
    context.fireChannelInactive();
  }

  @Override
  public void handlerRemoved(ChannelHandlerContext context) {
    cancelTimer();
  }

  private void cancelTimer() {
    if (timer != null) {
      timer.cancel(false);
    }
  }
}
