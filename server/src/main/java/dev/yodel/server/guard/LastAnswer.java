package dev.yodel.server.guard;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.socket.DuplexChannel;
import io.netty.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/**
 * Ends a connection behind its last answer: our half at once, the whole when the peer ends its own
 * or after about a second (RFC 9112 section 9.6).
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

  @Override
  public void operationComplete(ChannelFuture written) {
    Channel channel = written.channel();
    if (channel instanceof DuplexChannel && channel.isActive()) {
      if (channel.pipeline().get(Discard.class) == null) {
        channel.pipeline().addFirst(new Discard());
      }
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
