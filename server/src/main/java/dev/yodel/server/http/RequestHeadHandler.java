package dev.yodel.server.http;

import dev.yodel.server.guard.Client;
import dev.yodel.server.guard.LastAnswer;
import dev.yodel.server.guard.PeerLog;
import dev.yodel.server.metrics.ServerMetrics;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.util.ReferenceCountUtil;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Refuses what is not a sound HTTP/1 request for this server, upgrade or not: garbage, another
 * version, a Host that is missing, doubled, malformed or somebody else's (RFC 9112 section 3.2).
 */
@Sharable
public final class RequestHeadHandler extends ChannelInboundHandlerAdapter {

  private static final Logger LOG = LoggerFactory.getLogger(RequestHeadHandler.class);

  private final ServerMetrics metrics;
  private final HeadRules rules;

  /** For every connection to a port. */
  public RequestHeadHandler(ServerMetrics metrics, HostPolicy hosts) {
    this.metrics = metrics;
    this.rules = new HeadRules(hosts);
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    if (!(message instanceof FullHttpRequest request)) {
      context.fireChannelRead(message);
      return;
    }
    HeadRules.Fault fault = rules.faultOf(request);
    if (fault == null) {
      context.fireChannelRead(request);
      return;
    }
    boolean keep = !fault.ends() && HttpUtil.isKeepAlive(request);
    boolean head = HttpMethod.HEAD.equals(request.method());
    ReferenceCountUtil.release(request);
    note(context.channel(), fault);
    send(context, fault.answer().toResponse(head), keep);
  }

  private void note(Channel channel, HeadRules.Fault fault) {
    metrics.refused(fault.why());
    if (PeerLog.allows(LOG, channel)) {
      LOG.info(
          "request refused id={} peer={} status={} why={}",
          channel.id().asShortText(),
          Client.name(channel),
          fault.answer().status().code(),
          fault.why().word());
    }
  }

  static void send(ChannelHandlerContext context, FullHttpResponse response, boolean keep) {
    if (keep) {
      context.writeAndFlush(response);
    } else {
      LastAnswer.send(context, response);
    }
  }
}
