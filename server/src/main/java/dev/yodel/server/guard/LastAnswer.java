package dev.yodel.server.guard;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/**
 * Ends a connection behind its last answer: nothing that comes behind the request is looked at any
 * more; once the answer is written our half ends, and the whole when the peer ends its own or after
 * about a second (RFC 9112 section 9.6).
 *
 * <p>A socket that is closed with unread input is reset, and the reset may overtake the answer: a
 * peer that sends too much would never read that it did.
 */
public final class LastAnswer implements ChannelFutureListener {

  /**
   * How long what the peer still sends is dropped before the connection is closed, in milliseconds:
   * from {@value} to three times as long. Peers that were refused together come again apart.
   */
  private static final int LEAST_LINGER_MILLIS = 500;

  private LastAnswer() {}

  /** Sends the last answer of a connection, and says in it that it is the last. */
  public static void send(ChannelHandlerContext context, FullHttpResponse answer) {
    HttpHeaders headers = answer.headers();
    if (!headers.containsValue(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE, true)) {
      headers.add(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
    }
    ChannelPipeline pipeline = context.pipeline();
    pipeline.addFirst(new Discard());
    // Behind the codec as well, which may have the next request in its hands.
    pipeline.addAfter(pipeline.context(HttpServerCodec.class).name(), null, new Discard());
    context.writeAndFlush(answer).addListener(new LastAnswer());
  }

  /** Whether a connection's last answer was sent, taken by the peer or not. */
  public static boolean isSent(Channel channel) {
    return channel.pipeline().get(Discard.class) != null;
  }

  @Override
  public void operationComplete(ChannelFuture written) {
    Channel channel = written.channel();
    if (channel instanceof DuplexChannel && channel.isActive()) {
      SocketEnd.finish(channel);
      int linger =
          ThreadLocalRandom.current().nextInt(LEAST_LINGER_MILLIS, 3 * LEAST_LINGER_MILLIS);
      Future<?> timer =
          channel.eventLoop().schedule(() -> channel.close(), linger, TimeUnit.MILLISECONDS);
      channel.closeFuture().addListener(closed -> timer.cancel(false));
    } else {
      channel.close();
    }
  }
}
