package dev.yodel.server.websocket;

import dev.yodel.protocol.CloseCode;
import dev.yodel.server.guard.Client;
import dev.yodel.server.guard.PeerLog;
import dev.yodel.server.metrics.ServerMetrics;
import dev.yodel.server.owner.OwnedBy;
import dev.yodel.server.websocket.frame.ClosingBegan;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One line, and one count, when a WebSocket opens and when it is gone: a close as agreed and a lost
 * peer are life, a broken protocol is a warning. Never what was said, nor a peer's reason.
 */
@OwnedBy(OwnedBy.Kind.LOOP)
public final class ConnectionLogHandler extends ChannelInboundHandlerAdapter {

  private static final Logger LOG = LoggerFactory.getLogger(ConnectionLogHandler.class);

  private final String endpoint;
  private final ServerMetrics metrics;
  private @Nullable ClosingBegan closing;

  public ConnectionLogHandler(String endpoint, ServerMetrics metrics) {
    this.endpoint = endpoint;
    this.metrics = metrics;
  }

  @Override
  public void handlerAdded(ChannelHandlerContext context) {
    metrics.opened(endpoint);
    if (PeerLog.allows(LOG, context.channel())) {
      LOG.info(
          "connection opened id={} endpoint={} peer={}",
          id(context),
          endpoint,
          Client.name(context.channel()));
    }
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext context, Object event) {
    if (event instanceof ClosingBegan began && closing == null) {
      closing = began;
    }
    context.fireUserEventTriggered(event);
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    metrics.closed(
        endpoint,
        closing == null ? CloseCode.ABNORMAL.code() : closing.code(),
        closing != null && closing.by() == ClosingBegan.By.PEER);
    if (PeerLog.allows(LOG, context.channel())) {
      logEnd(context);
    }
    context.fireChannelInactive();
  }

  private void logEnd(ChannelHandlerContext context) {
    if (closing == null) {
      LOG.info(
          "connection closed id={} endpoint={} code={} by=nobody",
          id(context),
          endpoint,
          CloseCode.ABNORMAL.code());
    } else if (closing.by() == ClosingBegan.By.VIOLATION) {
      LOG.warn(
          "connection closed id={} endpoint={} code={} by=violation reason=\"{}\"",
          id(context),
          endpoint,
          closing.code(),
          closing.reason());
    } else {
      LOG.info(
          "connection closed id={} endpoint={} code={} by={}",
          id(context),
          endpoint,
          closing.code(),
          closing.by() == ClosingBegan.By.PEER ? "peer" : "server");
    }
  }

  private static String id(ChannelHandlerContext context) {
    return context.channel().id().asShortText();
  }
}
