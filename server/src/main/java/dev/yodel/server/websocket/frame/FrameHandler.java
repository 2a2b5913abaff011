package dev.yodel.server.websocket.frame;

import dev.yodel.server.owner.OwnedBy;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.util.ReferenceCountUtil;
import java.nio.channels.ClosedChannelException;
import org.jspecify.annotations.Nullable;

/**
 * RFC 6455 from the handshake on: frames in and out, pings, the closing handshake.
 *
 * <p>Inbound it takes bytes and gives whole checked messages: back to the peer in {@link
 * Mode#ECHO}, to the next handler as final text and binary frames in {@link Mode#MESSAGES}. Pings,
 * pongs and close frames end here, the last as a {@link ClosingBegan}. Outbound it takes frames of
 * the library's types, and buffers that hold whole frames already. What it writes of its own accord
 * is flushed once per read.
 */
@OwnedBy(OwnedBy.Kind.LOOP)
public final class FrameHandler extends ChannelDuplexHandler {

  /** Where messages go. */
  public enum Mode {
    /** Back to the peer, unmasked where they lie. */
    ECHO,
    /** To the next handler. */
    MESSAGES
  }

  private final FrameLimits limits;
  private final Mode mode;
  private final @Nullable PerMessageDeflate deflate;
  private final Runnable ending;
  private final FrameWatch watch;

  @SuppressWarnings("NullAway.Init") // set when the handler is added, before anything is read
  private FrameConnection connection;

  /**
   * A handler for one connection.
   *
   * @param deflate what its handshake agreed on, null for no compression
   * @param ending called when a close frame leaves: from then on the connection must be read, since
   *     only the peer's end is awaited
   * @param watch is told what comes and goes
   */
  public FrameHandler(
      FrameLimits limits,
      Mode mode,
      @Nullable PerMessageDeflate deflate,
      Runnable ending,
      FrameWatch watch) {
    this.limits = limits;
    this.mode = mode;
    this.deflate = deflate;
    this.ending = ending;
    this.watch = watch;
  }

  /** How far back the peer can look in what is compressed, in bytes; 0 without compression. */
  public int window() {
    return deflate == null ? 0 : deflate.window();
  }

  @Override
  public void handlerAdded(ChannelHandlerContext context) {
    ClosingHandshake closing = new ClosingHandshake(context, limits.closeTimeout(), ending, watch);
    connection =
        new FrameConnection(
            context,
            new FrameConnection.Settings(limits, mode == Mode.ECHO, deflate),
            closing,
            new FrameCounts(watch));
  }

  @Override
  public void handlerRemoved(ChannelHandlerContext context) {
    connection.release();
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    if (message instanceof ByteBuf bytes) {
      connection.read(bytes);
    } else {
      context.fireChannelRead(message);
    }
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext context) {
    connection.onReadComplete();
    context.fireChannelReadComplete();
  }

  @Override
  public void channelWritabilityChanged(ChannelHandlerContext context) {
    if (context.channel().isWritable()) {
      connection.onWritable();
    }
    context.fireChannelWritabilityChanged();
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext context, Object event) {
    if (event instanceof MemoryShort) {
      connection.onMemoryShort();
    }
    context.fireUserEventTriggered(event);
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    connection.release();
    context.fireChannelInactive();
  }

  @Override
  public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
    if (!connection.isOpen()) {
      ReferenceCountUtil.release(message);
      if (!promise.isVoid()) {
        promise.tryFailure(new ClosedChannelException());
      }
    } else if (message instanceof CloseWebSocketFrame close) {
      connection.close(close, promise);
    } else if (message instanceof WebSocketFrame frame) {
      connection.write(frame, promise);
    } else {
      context.write(message, promise);
    }
  }
}
