package dev.yodel.server.websocket.lab;

import dev.yodel.server.owner.OwnedBy;
import dev.yodel.server.websocket.ReadGate;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.netty.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Reads no more bytes than a rate: passes on a tenth of a second's worth each tenth of a second,
 * and lets the connection be read only when nothing is left of the last read.
 *
 * <p>The kernel keeps reading: its receive buffer is made small, so that the peer's writes fill up
 * soon. Once only the peer's end is awaited, everything passes: the connection is read then, and
 * what comes would pile up here.
 */
@OwnedBy(OwnedBy.Kind.LOOP)
final class SlowReadHandler extends ChannelInboundHandlerAdapter {

  private static final int KERNEL_BUFFER = 4096;
  private static final int STEPS_IN_A_SECOND = 10;

  private final ReadGate gate;
  private final int stepBytes;
  private final long stepNanos;
  private @Nullable ByteBuf held;
  private @Nullable Future<?> timer;

  SlowReadHandler(ReadGate gate, int bytesInASecond) {
    this.gate = gate;
    this.stepBytes = Math.max(1, bytesInASecond / STEPS_IN_A_SECOND);
    this.stepNanos = TimeUnit.SECONDS.toNanos(stepBytes) / bytesInASecond;
  }

  @Override
  public void handlerAdded(ChannelHandlerContext context) {
    context.channel().config().setOption(ChannelOption.SO_RCVBUF, KERNEL_BUFFER);
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    if (!(message instanceof ByteBuf bytes)) {
      context.fireChannelRead(message);
      return;
    }
    ByteBuf all =
        held == null
            ? bytes
            : ByteToMessageDecoder.MERGE_CUMULATOR.cumulate(context.alloc(), held, bytes);
    held = all;
    gate.set(ReadGate.Reason.LAB, true);
    if (gate.isOpen()) {
      cancel();
      passAll(context, all);
    } else if (timer == null) {
      schedule(context);
    }
  }

  private void schedule(ChannelHandlerContext context) {
    timer = context.executor().schedule(() -> step(context), stepNanos, TimeUnit.NANOSECONDS);
  }

  private void step(ChannelHandlerContext context) {
    timer = null;
    ByteBuf bytes = held;
    if (bytes == null) {
      return;
    }
    if (gate.isFlood()) { // what is held is as little due as what is not read
      schedule(context);
      return;
    }
    if (bytes.readableBytes() > stepBytes) {
      schedule(context);
      context.fireChannelRead(bytes.readRetainedSlice(stepBytes));
      context.fireChannelReadComplete();
    } else {
      passAll(context, bytes);
    }
  }

  private void passAll(ChannelHandlerContext context, ByteBuf bytes) {
    held = null;
    gate.set(ReadGate.Reason.LAB, false);
    context.fireChannelRead(bytes);
    context.fireChannelReadComplete();
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    drop();
    context.fireChannelInactive();
  }

  @Override
  public void handlerRemoved(ChannelHandlerContext context) {
    drop();
  }

  private void cancel() {
    if (timer != null) {
      timer.cancel(false);
      timer = null;
    }
  }

  private void drop() {
    cancel();
    if (held != null) {
      held.release();
      held = null;
    }
  }
}
