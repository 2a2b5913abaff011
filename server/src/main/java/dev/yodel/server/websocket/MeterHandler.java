package dev.yodel.server.websocket;

import dev.yodel.server.owner.OwnedBy;
import dev.yodel.server.websocket.frame.FrameWatch;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;

/** Meters the bytes of a connection whose frames are read by another codec than ours. */
@OwnedBy(OwnedBy.Kind.LOOP)
public final class MeterHandler extends ChannelInboundHandlerAdapter {

  private final FrameMeter meter;
  private long bytes;

  public MeterHandler(FrameMeter meter) {
    this.meter = meter;
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    if (message instanceof ByteBuf buffer) {
      bytes += buffer.readableBytes();
    }
    context.fireChannelRead(message);
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext context) {
    meter.onRead(new Bytes(bytes));
    bytes = 0;
    context.fireChannelReadComplete();
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    meter.onGone();
    context.fireChannelInactive();
  }

  /** A read of which only the bytes are known. */
  private record Bytes(long bytes) implements FrameWatch.Read {

    @Override
    public int messages() {
      return 0;
    }

    @Override
    public int frames() {
      return 0;
    }

    @Override
    public int pings() {
      return 0;
    }
  }
}
