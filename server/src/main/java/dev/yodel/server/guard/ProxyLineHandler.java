package dev.yodel.server.guard;

import dev.yodel.server.guard.Reception.Verdict;
import dev.yodel.server.owner.OwnedBy;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.haproxy.HAProxyCommand;
import io.netty.handler.codec.haproxy.HAProxyMessage;
import io.netty.handler.codec.haproxy.HAProxyMessageDecoder;
import io.netty.util.concurrent.Future;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Takes the PROXY line that a connection of a trusted proxy begins with, has the rest of the
 * pipeline made, then leaves. A connection that begins with anything else, or with nothing in time,
 * is closed without a word: the proxy is not what it was said to be.
 */
@OwnedBy(OwnedBy.Kind.LOOP)
public final class ProxyLineHandler extends ChannelInboundHandlerAdapter {

  /** The most bytes of a line's extensions, which nobody here reads: {@value}. */
  private static final int MOST_EXTENSIONS = 2_048;

  private final Reception reception;
  private final Duration timeout;
  private final BiConsumer<Channel, Verdict> received;
  private @Nullable Future<?> timer;
  private boolean refused;

  private ProxyLineHandler(
      Reception reception, Duration timeout, BiConsumer<Channel, Verdict> received) {
    this.reception = reception;
    this.timeout = timeout;
    this.received = received;
  }

  /**
   * Puts the decoder of lines and this handler in front of a pipeline that has yet to be made.
   *
   * @param received makes the rest of the pipeline once the line is there
   */
  public static void addTo(
      ChannelPipeline pipeline,
      Reception reception,
      Duration timeout,
      BiConsumer<Channel, Verdict> received) {
    pipeline.addFirst(
        new HAProxyMessageDecoder(MOST_EXTENSIONS, true),
        new ProxyLineHandler(reception, timeout, received));
  }

  @Override
  public void handlerAdded(ChannelHandlerContext context) {
    timer =
        context.executor().schedule(() -> refuse(context), timeout.toNanos(), TimeUnit.NANOSECONDS);
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    if (!(message instanceof HAProxyMessage line)) {
      context.fireChannelRead(message);
      return;
    }
    InetAddress source = source(line);
    line.release();
    received.accept(context.channel(), reception.receive(context.channel(), source));
    context.pipeline().remove(this);
  }

  private static @Nullable InetAddress source(HAProxyMessage line) {
    String address = line.sourceAddress();
    boolean says = line.command() == HAProxyCommand.PROXY && address != null;
    return says ? Network.literal(address) : null;
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    if (cause instanceof IOException) {
      context.close();
    } else {
      refuse(context); // the decoder has closed the connection already
    }
  }

  private void refuse(ChannelHandlerContext context) {
    if (refused) {
      return;
    }
    refused = true;
    received.accept(context.channel(), Verdict.MISTAKEN);
    context.close();
  }

  @Override
  public void handlerRemoved(ChannelHandlerContext context) {
    if (timer != null) {
      timer.cancel(false);
    }
  }
}
