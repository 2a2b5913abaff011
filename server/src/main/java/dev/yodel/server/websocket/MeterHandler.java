package dev.yodel.server.websocket;

import dev.yodel.server.owner.OwnedBy;
import dev.yodel.server.websocket.frame.FrameCounts;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;

/**
 * Meters a connection whose frames are read by another codec than ours: the bytes that go to the
 * codec, and the frames where {@link #counter} stands, behind it.
 */
@OwnedBy(OwnedBy.Kind.LOOP)
public final class MeterHandler extends ChannelInboundHandlerAdapter {

  private final FrameCounts counts;

  public MeterHandler(FrameMeter meter) {
    this.counts = new FrameCounts(meter);
  }

  /** Counts what the codec read. */
  public ChannelHandler counter() {
    return new Counter();
  }

  /** Tells at once: a peer over its limits is not read a second time in the same turn. */
  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    if (message instanceof ByteBuf buffer) {
      counts.addBytes(buffer.readableBytes());
    }
    context.fireChannelRead(message);
    counts.tell();
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    counts.end();
    context.fireChannelInactive();
  }

  private final class Counter extends ChannelInboundHandlerAdapter {

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
      if (message instanceof WebSocketFrame frame) {
        counts.addFrame();
        if (frame instanceof PingWebSocketFrame) {
          counts.addPing();
        } else if (frame.isFinalFragment()
            && !(frame instanceof PongWebSocketFrame)
            && !(frame instanceof CloseWebSocketFrame)) {
          counts.addMessage();
        }
      }
      context.fireChannelRead(message);
    }
  }
}
