package dev.yodel.reliability;

import dev.yodel.reliability.Attack.Manner;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.ReferenceCountUtil;
import java.util.concurrent.TimeUnit;

/** One connection of a peer that means no good. */
final class Attacker extends ChannelInboundHandlerAdapter {

  private static final int DRIP_MILLIS = 500;

  private final Attack kind;
  private final int number;
  private boolean answered;
  private int turns;

  Attacker(Attack kind, int number) {
    this.kind = kind;
    this.number = number;
  }

  @Override
  public void channelActive(ChannelHandlerContext context) {
    if (kind.manner == Manner.DRIP) {
      drip(context, 0);
    } else if (kind.opening().length > 0) {
      context.writeAndFlush(Unpooled.wrappedBuffer(kind.opening()));
    }
  }

  private void drip(ChannelHandlerContext context, int at) {
    byte[] opening = kind.opening();
    if (context.channel().isActive() && at < opening.length) {
      context.writeAndFlush(Unpooled.wrappedBuffer(opening, at, 1));
      context.executor().schedule(() -> drip(context, at + 1), DRIP_MILLIS, TimeUnit.MILLISECONDS);
    }
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    ReferenceCountUtil.release(message);
    if (answered) {
      if (kind.manner == Manner.LEAVE_AFTER_ONE) {
        context.close();
      }
      return;
    }
    answered = true;
    switch (kind.manner) {
      case LEAVE -> context.close();
      case LEAVE_AFTER_ONE -> send(context);
      case DEAF_AFTER_ONE -> {
        context.channel().config().setAutoRead(false);
        send(context);
      }
      case DEAF -> {
        context.channel().config().setAutoRead(false);
        flood(context);
      }
      default -> flood(context);
    }
  }

  /**
   * Sends until the server reads no more; {@link #channelWritabilityChanged} goes on. What is
   * scheduled and not merely executed lets the loop look after all its sockets in between.
   */
  private void flood(ChannelHandlerContext context) {
    if (context.channel().isActive() && context.channel().isWritable() && send(context)) {
      context.executor().schedule(() -> flood(context), 1, TimeUnit.NANOSECONDS);
    }
  }

  private boolean send(ChannelHandlerContext context) {
    byte[] content = kind.content(number, turns++);
    context.writeAndFlush(Unpooled.wrappedBuffer(content));
    return content.length > 0;
  }

  @Override
  public void channelWritabilityChanged(ChannelHandlerContext context) {
    boolean floods = kind.manner == Manner.FLOOD || kind.manner == Manner.DEAF;
    if (answered && floods && context.channel().isWritable()) {
      flood(context);
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    context.close();
  }
}
