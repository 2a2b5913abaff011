package dev.yodel.server.websocket.lab;

import dev.yodel.protocol.CloseCode;
import dev.yodel.server.owner.OwnedBy;
import dev.yodel.server.websocket.CloseFrames;
import dev.yodel.server.websocket.frame.FrameLimits;
import dev.yodel.server.websocket.frame.MemoryShort;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.ContinuationWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import org.jspecify.annotations.Nullable;

/**
 * Puts fragments together by copying them into one buffer: a million fragments of a byte take a
 * megabyte, where the library's aggregator keeps an object and a part of a read for each.
 */
@OwnedBy(OwnedBy.Kind.LOOP)
final class FragmentsHandler extends ChannelInboundHandlerAdapter {

  private final FrameLimits limits;
  private @Nullable ByteBuf whole;
  private int fragments;
  private boolean text;
  private boolean marked;

  FragmentsHandler(FrameLimits limits) {
    this.limits = limits;
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    boolean starts =
        message instanceof TextWebSocketFrame || message instanceof BinaryWebSocketFrame;
    if (message instanceof ContinuationWebSocketFrame next) {
      add(context, next);
    } else if (starts && message instanceof WebSocketFrame first && !first.isFinalFragment()) {
      release();
      text = first instanceof TextWebSocketFrame;
      whole = context.alloc().buffer();
      marked = false;
      fragments = 0;
      add(context, first);
    } else {
      context.fireChannelRead(message);
    }
  }

  private void add(ChannelHandlerContext context, WebSocketFrame part) {
    ByteBuf soFar = whole;
    boolean last = part.isFinalFragment();
    boolean fits = soFar != null && fits(soFar.readableBytes() + part.content().readableBytes());
    if (soFar != null && fits) {
      soFar.writeBytes(part.content());
    }
    part.release();
    if (soFar == null) {
      return; // its beginning was too much
    }
    if (!fits) {
      release();
      context.fireExceptionCaught(new TooLongFrameException("message too big"));
    } else if (last) {
      whole = null;
      context.fireChannelRead(
          text ? new TextWebSocketFrame(soFar) : new BinaryWebSocketFrame(soFar));
    }
  }

  private boolean fits(int bytes) {
    return bytes <= limits.maxMessage() && ++fragments <= limits.maxFragments();
  }

  /** Not for ever if memory is short: a message that was unfinished the last time must go. */
  @Override
  public void userEventTriggered(ChannelHandlerContext context, Object event) {
    if (event instanceof MemoryShort && whole != null) {
      if (marked) {
        release();
        context.channel().writeAndFlush(CloseFrames.of(CloseCode.TOO_SLOW));
      } else {
        marked = whole.readableBytes() >= MemoryShort.LEAST_BYTES;
      }
    }
    context.fireUserEventTriggered(event);
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    release();
    context.fireChannelInactive();
  }

  @Override
  public void handlerRemoved(ChannelHandlerContext context) {
    release();
  }

  private void release() {
    if (whole != null) {
      whole.release();
      whole = null;
    }
  }
}
