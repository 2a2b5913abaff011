package dev.yodel.server.websocket;

import dev.yodel.server.owner.OwnedBy;
import dev.yodel.server.websocket.frame.FrameWatch;
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
public final class MeterHandler extends ChannelInboundHandlerAdapter implements FrameWatch.Read {

  private final FrameMeter meter;
  private int messages;
  private int frames;
  private int pings;
  private long bytes;

  public MeterHandler(FrameMeter meter) {
    this.meter = meter;
  }

  /** Counts what the codec read. */
  public ChannelHandler counter() {
    return new Counter();
  }

  /** Tells at once: a peer over its limits is not read a second time in the same turn. */
  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    if (message instanceof ByteBuf buffer) {
      bytes = buffer.readableBytes();
    }
    context.fireChannelRead(message);
    meter.onRead(this);
    messages = 0;
    frames = 0;
    pings = 0;
    bytes = 0;
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    meter.onGone();
    context.fireChannelInactive();
  }

  @Override
  public int messages() {
    return messages;
  }

  @Override
  public int frames() {
    return frames;
  }

  @Override
  public int pings() {
    return pings;
  }

  @Override
  public long bytes() {
    return bytes;
  }

  private final class Counter extends ChannelInboundHandlerAdapter {

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
      if (message instanceof WebSocketFrame frame) {
        frames++;
        if (frame instanceof PingWebSocketFrame) {
          pings++;
        } else if (frame.isFinalFragment()
            && !(frame instanceof PongWebSocketFrame)
            && !(frame instanceof CloseWebSocketFrame)) {
          messages++;
        }
      }
      context.fireChannelRead(message);
    }
  }
}
