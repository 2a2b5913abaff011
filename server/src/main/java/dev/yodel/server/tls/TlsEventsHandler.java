package dev.yodel.server.tls;

import dev.yodel.server.guard.Client;
import dev.yodel.server.guard.PeerLog;
import dev.yodel.server.metrics.ServerMetrics;
import dev.yodel.server.metrics.Why;
import dev.yodel.server.owner.OwnedBy;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.ssl.NotSslRecordException;
import io.netty.handler.ssl.SslCloseCompletionEvent;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import java.nio.channels.ClosedChannelException;
import javax.net.ssl.SSLException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What TLS tells of a connection: how the handshake ended, that the peer will send no more, that a
 * record was broken. Nothing of it goes further.
 */
@OwnedBy(OwnedBy.Kind.LOOP)
final class TlsEventsHandler extends ChannelInboundHandlerAdapter {

  private static final Logger LOG = LoggerFactory.getLogger(TlsEventsHandler.class);

  /** The most characters of a cause in a log line: {@value}. */
  private static final int MOST_WORDS = 200;

  private final ServerMetrics metrics;
  private boolean ended;

  TlsEventsHandler(ServerMetrics metrics) {
    this.metrics = metrics;
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext context, Object event) {
    if (event instanceof SslHandshakeCompletionEvent handshake) {
      onHandshake(context, handshake);
    } else if (event instanceof SslCloseCompletionEvent close) {
      ended |= close.isSuccess();
    } else {
      context.fireUserEventTriggered(event);
    }
  }

  private void onHandshake(ChannelHandlerContext context, SslHandshakeCompletionEvent handshake) {
    if (handshake.isSuccess()) {
      metrics.tlsHandshake("ok");
      return;
    }
    boolean gone = handshake.cause() instanceof ClosedChannelException;
    metrics.tlsHandshake(gone ? "lost" : "failed");
    if (gone) {
      log(context, "tls handshake lost", handshake.cause());
      return;
    }
    metrics.refused(Why.TLS);
    if (PeerLog.allows(LOG, context.channel())) {
      LOG.info(
          "tls handshake failed id={} peer={} why={} cause=\"{}\"",
          context.channel().id().asShortText(),
          Client.name(context.channel()),
          Why.TLS.word(),
          words(root(handshake.cause())));
    }
  }

  /** The library says no more than that its engine has a problem; its cause says which. */
  private static Throwable root(Throwable cause) {
    Throwable root = cause;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return root;
  }

  /** The library quotes what is no record: as hexadecimal digits, and all of it. */
  private static String words(Throwable cause) {
    if (cause instanceof NotSslRecordException) {
      return "not a TLS record";
    }
    String message = String.valueOf(cause.getMessage()).replaceAll("[^ -~]|\"", "?");
    return message.substring(0, Math.min(message.length(), MOST_WORDS));
  }

  /** A peer that said close_notify is answered what it asked before, like one that sent FIN. */
  @Override
  public void channelReadComplete(ChannelHandlerContext context) {
    context.fireChannelReadComplete();
    if (ended) {
      context.close();
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    Throwable root = cause instanceof DecoderException ? cause.getCause() : cause;
    if (root instanceof SSLException broken) {
      log(context, "tls broken", broken);
      context.close();
    } else {
      context.fireExceptionCaught(cause);
    }
  }

  private static void log(ChannelHandlerContext context, String what, Throwable cause) {
    LOG.debug("{} id={} cause={}", what, context.channel().id().asShortText(), cause.toString());
  }
}
