package dev.yodel.server.guard;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOption;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.ssl.SslHandler;

/**
 * The two ways in which a connection ends below WebSocket.
 *
 * <pre>
 *  finish   what was written > close_notify, over TLS > FIN; the peer's half is read to its end
 *  reset    RST at once
 * </pre>
 *
 * Closing a socket with unread input resets it, and a reset may overtake what was written last:
 * hence the half-close. Over TLS it is the same in two layers (RFC 8446 section 6.1).
 */
public final class SocketEnd {

  private SocketEnd() {}

  /** Ends our half behind what was written; whole connections close where halves cannot. */
  public static void finish(Channel channel) {
    SslHandler tls = channel.pipeline().get(SslHandler.class);
    if (tls == null || !channel.isActive()) {
      shutdown(channel);
    } else {
      // OpenSSL reads nothing more once its close_notify has left, but fails.
      if (!LastAnswer.isSent(channel)) {
        channel.pipeline().addFirst(new Discard());
      }
      tls.closeOutbound().addListener((ChannelFutureListener) sent -> shutdown(channel));
    }
  }

  private static void shutdown(Channel channel) {
    if (channel instanceof DuplexChannel duplex && duplex.isActive()) {
      duplex.shutdownOutput();
    } else {
      channel.close();
    }
  }

  /** Resets the connection: no close_notify, which would wait for a peer that takes nothing. */
  public static void reset(Channel channel) {
    channel.config().setOption(ChannelOption.SO_LINGER, 0);
    ChannelHandlerContext tls = channel.pipeline().context(SslHandler.class);
    if (tls == null) {
      channel.close();
    } else {
      tls.close();
    }
  }
}
