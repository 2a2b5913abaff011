package dev.yodel.server.websocket.frame;

import dev.yodel.server.owner.OwnedBy;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;

/** Sends every message back as it lies: the messages of one buffer leave as one write. */
@OwnedBy(OwnedBy.Kind.LOOP)
final class EchoSink implements MessageSink {

  private final ChannelHandlerContext context;
  private final FrameCounts counts;
  private int start = -1;
  private int end;

  EchoSink(ChannelHandlerContext context, FrameCounts counts) {
    this.context = context;
    this.counts = counts;
  }

  @Override
  public void onMessage(ByteBuf buffer, int frame, int payload, int length, boolean text) {
    if (start < 0) {
      start = frame;
    }
    end = payload + length;
    counts.addWritten(1, end - frame);
  }

  @Override
  public void settle(ByteBuf buffer) {
    if (start >= 0) {
      context.write(buffer.retainedSlice(start, end - start), context.voidPromise());
      start = -1;
    }
  }

  @Override
  public boolean take(ByteBuf buffer) {
    if (start < 0) {
      return false;
    }
    context.write(buffer.setIndex(start, end), context.voidPromise());
    start = -1;
    return true;
  }
}
