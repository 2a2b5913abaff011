package dev.yodel.client;

import dev.yodel.client.Closing.Cause;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.codec.compression.DecompressionException;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CorruptedWebSocketFrameException;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.util.ReferenceCountUtil;
import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * An open connection: messages to the listener, pongs for pings, the heartbeat and the closing
 * handshake.
 *
 * <p>Implementation note: a ping is answered only while the peer takes what is written; of those
 * that come meanwhile the last one is answered later (RFC 6455 section 5.5.3).
 */
final class FrameHandler extends ChannelDuplexHandler implements MessageAssembler.Sink {

  private final WebSocketConnection connection;
  private final SilenceHandler silence;
  private final ConnectOptions options;
  private final WebSocketListener listener;
  private final Consumer<WebSocketFrame> messages;
  private @Nullable Open open;
  private byte @Nullable [] unanswered;

  /** What exists from the handshake to the end. */
  private record Open(ChannelHandlerContext ctx, ClosingHandshake closing, Heart heart) {}

  FrameHandler(
      WebSocketConnection connection,
      SilenceHandler silence,
      ConnectOptions options,
      WebSocketListener listener) {
    this.connection = connection;
    this.silence = silence;
    this.options = options;
    this.listener = listener;
    int maxMessage = options.limits().maxMessage();
    this.messages =
        listener instanceof BufferListener buffers
            ? new BufferAssembler(maxMessage, (bytes, text) -> pass(buffers, bytes, text))::add
            : new MessageAssembler(maxMessage, this)::add;
  }

  /** The handshake is complete: the listener hears of it before anything else. */
  WebSocketConnection opened(
      ChannelHandlerContext any, @Nullable String subprotocol, List<Header> headers) {
    ChannelHandlerContext ctx = any.pipeline().context(this);
    var closing = new ClosingHandshake(ctx, silence, options.limits().close());
    var beats = new Heart.Beats(silence, () -> closing.drop(Cause.HEARTBEAT));
    var now = new Open(ctx, closing, new Heart(ctx, connection, beats));
    open = now;
    connection.opened(subprotocol, headers);
    tell(now, () -> listener.onOpen(connection));
    now.heart.start();
    return connection;
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) {
    if (!(message instanceof WebSocketFrame frame)) {
      ctx.fireChannelRead(message);
      return;
    }
    try {
      Open now = open;
      if (now != null && !now.closing.isOver()) {
        onFrame(now, frame);
      }
    } catch (Violation violation) {
      exceptionCaught(ctx, violation);
    } finally {
      frame.release();
    }
  }

  @Override
  public void channelWritabilityChanged(ChannelHandlerContext ctx) {
    Open now = open;
    if (now == null) {
      return;
    }
    boolean writable = ctx.channel().isWritable();
    byte[] payload = unanswered;
    if (writable && payload != null) {
      unanswered = null;
      pong(now, payload);
    }
    tell(now, () -> listener.onWritable(connection, writable));
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) {
    end();
    ctx.fireChannelInactive();
  }

  private void end() {
    Open now = open;
    open = null;
    if (now != null) {
      now.heart.stop();
      Closing closing = now.closing.result();
      tell(now, () -> listener.onClose(connection, closing));
      connection.ended(closing);
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    Open now = open;
    if (now == null) {
      ctx.fireExceptionCaught(cause);
    } else if (!ctx.channel().isActive()) {
      end(); // an inflater that fails once more at the end keeps the end from coming here
    } else if (cause instanceof Violation violation) {
      now.closing.violated(violation.code(), String.valueOf(violation.getMessage()));
    } else if (cause instanceof CorruptedWebSocketFrameException corrupt) {
      now.closing.violated(corrupt.closeStatus().code(), String.valueOf(corrupt.getMessage()));
    } else if (cause instanceof TooLongFrameException) {
      now.closing.violated(1009, "frame too long");
    } else if (cause instanceof DecompressionException inflated) {
      boolean bomb = String.valueOf(inflated.getMessage()).contains("maximum size");
      now.closing.violated(bomb ? 1009 : 1007, "compressed message");
    } else if (cause instanceof IOException) {
      now.closing.drop(now.closing.isSent() ? Cause.UNANSWERED : Cause.LOST);
    } else {
      now.closing.violated(1011, "internal error");
    }
  }

  @Override
  public void write(ChannelHandlerContext ctx, Object message, ChannelPromise promise) {
    Open now = open;
    if (!(message instanceof WebSocketFrame) || now == null) {
      ctx.write(message, promise);
    } else if (message instanceof CloseWebSocketFrame close) {
      now.closing.begin(close, promise);
    } else if (now.closing.isSent()) {
      ReferenceCountUtil.release(message);
      promise.tryFailure(new ClosedChannelException());
    } else {
      now.closing.onSent(message);
      ctx.write(message, promise);
    }
  }

  @Override
  public void close(ChannelHandlerContext ctx, ChannelPromise promise) {
    Open now = open;
    if (now != null && !now.closing.isOver()) {
      now.closing.drop(Cause.ABORTED);
    }
    ctx.close(promise);
  }

  @Override
  public void text(String text) {
    Open now = open;
    if (now != null) {
      tell(now, () -> listener.onText(connection, text));
    }
  }

  @Override
  public void binary(byte[] bytes) {
    Open now = open;
    if (now != null) {
      tell(now, () -> listener.onBinary(connection, bytes));
    }
  }

  private void pass(BufferListener buffers, ByteBuf bytes, boolean text) {
    Open now = open;
    if (now != null) {
      tell(now, () -> buffers.onMessage(connection, bytes, text));
    }
  }

  private void onFrame(Open now, WebSocketFrame frame) {
    if (frame.rsv() != 0) {
      throw new Violation(1002, "reserved bits");
    }
    now.closing.onReceived(frame);
    if (frame instanceof CloseWebSocketFrame close) {
      now.closing.received(close);
    } else if (frame instanceof PingWebSocketFrame) {
      byte[] payload = ByteBufUtil.getBytes(frame.content());
      pong(now, payload);
      tell(now, () -> listener.onPing(connection, payload));
    } else if (frame instanceof PongWebSocketFrame) {
      ByteBuf payload = frame.content();
      Duration roundTrip = connection.pings().onPong(payload);
      if (roundTrip != null) {
        tell(now, () -> listener.onRoundTrip(connection, roundTrip));
      }
      byte[] bytes = ByteBufUtil.getBytes(payload);
      tell(now, () -> listener.onPong(connection, bytes));
    } else {
      messages.accept(frame);
    }
  }

  private void pong(Open now, byte[] payload) {
    if (now.closing.isSent()) {
      return;
    }
    if (now.ctx.channel().isWritable()) {
      var bytes = io.netty.buffer.Unpooled.wrappedBuffer(payload);
      now.ctx.writeAndFlush(new PongWebSocketFrame(bytes));
    } else {
      unanswered = payload;
    }
  }

  private static void tell(Open now, Runnable call) {
    try {
      call.run();
    } catch (RuntimeException broken) {
      now.closing.violated(1011, "the listener failed");
      Thread thread = Thread.currentThread();
      thread.getUncaughtExceptionHandler().uncaughtException(thread, broken);
    }
  }
}
