package dev.yodel.server.websocket;

import dev.yodel.server.guard.Client;
import dev.yodel.server.guard.LastAnswer;
import dev.yodel.server.guard.PeerLog;
import dev.yodel.server.metrics.Why;
import dev.yodel.server.owner.OwnedBy;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.QueryStringDecoder;
import io.netty.handler.codec.http.websocketx.WebSocketServerProtocolHandler;
import io.netty.util.ReferenceCountUtil;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The only router of upgrades: grants one by putting the endpoint's protocol handler behind itself,
 * refuses all others with the reason, and passes on what is plain HTTP.
 */
@OwnedBy(OwnedBy.Kind.LOOP)
public final class UpgradeGateHandler extends ChannelInboundHandlerAdapter {

  /** The name of the protocol handler in the pipeline. */
  public static final String PROTOCOL = "protocol";

  private static final Logger LOG = LoggerFactory.getLogger(UpgradeGateHandler.class);

  private final Endpoints endpoints;
  private final Admission admission;
  private final UpgradedPipeline upgraded;
  private final ReadGate gate;
  private final HoldHandler hold;

  /** The gate of one connection. */
  public UpgradeGateHandler(
      Endpoints endpoints,
      Admission admission,
      UpgradedPipeline upgraded,
      ReadGate gate,
      HoldHandler hold) {
    this.endpoints = endpoints;
    this.admission = admission;
    this.upgraded = upgraded;
    this.gate = gate;
    this.hold = hold;
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    if (!(message instanceof FullHttpRequest request)
        || request.decoderResult().isFailure()
        || !HandshakeRequest.isMeant(request)) {
      context.fireChannelRead(message);
      return;
    }
    try {
      grant(context, request);
    } catch (Refusal refusal) {
      refuse(context, request, refusal);
    }
  }

  private void grant(ChannelHandlerContext context, FullHttpRequest request) {
    QueryStringDecoder uri = new QueryStringDecoder(request.uri());
    String path = pathOf(uri);
    List<String> offered = HandshakeRequest.subprotocols(request.headers());
    if (!endpoints.has(path)) {
      endpoints.choose(path, offered);
    }
    HandshakeRequest.check(request);
    Endpoints.Choice choice = endpoints.choose(path, offered);
    Upgrade upgrade =
        Upgrade.of(context.channel(), gate, uri, request.headers(), choice.subprotocol());
    admission.check(choice.endpoint(), upgrade);
    List<ChannelHandler> handlers = choice.endpoint().handlers().of(upgrade);
    admission.admit(context.channel());
    if (!offered.isEmpty()) {
      request.headers().set(HttpHeaderNames.SEC_WEBSOCKET_PROTOCOL, String.join(",", offered));
    }
    // The library takes "websocket" alone, not in a list.
    request.headers().set(HttpHeaderNames.UPGRADE, HttpHeaderValues.WEBSOCKET);
    hold.hold();
    context
        .pipeline()
        .addAfter(
            context.name(),
            PROTOCOL,
            new WebSocketServerProtocolHandler(choice.endpoint().protocol()));
    context
        .pipeline()
        .addAfter(
            PROTOCOL,
            "upgraded",
            new UpgradedHandler(
                hold, p -> upgraded.complete(p, choice.endpoint(), upgrade, handlers)));
    context.pipeline().addAfter(context.name(), null, new AnswerHandler(upgrade.answer()));
    context.fireChannelRead(request);
  }

  /** The decoded path, or a refusal if its percent signs are wrong. */
  private static String pathOf(QueryStringDecoder uri) {
    try {
      uri.parameters();
      return uri.path();
    } catch (IllegalArgumentException malformed) {
      throw Refusal.badRequest(
          Why.MALFORMED, "URI: expected two hexadecimal digits after each percent sign");
    }
  }

  private void refuse(ChannelHandlerContext context, FullHttpRequest request, Refusal refusal) {
    boolean keep =
        HttpUtil.isKeepAlive(request) && !"close".equals(refusal.headers().get("Connection"));
    ReferenceCountUtil.release(request);
    note(context.channel(), refusal);
    FullHttpResponse response =
        new DefaultFullHttpResponse(
            HttpVersion.HTTP_1_1,
            refusal.status(),
            ByteBufUtil.writeUtf8(context.alloc(), refusal.body() + "\n"));
    response.headers().set(HttpHeaderNames.CONTENT_TYPE, "text/plain; charset=utf-8");
    response.headers().setInt(HttpHeaderNames.CONTENT_LENGTH, response.content().readableBytes());
    refusal.headers().forEach((name, value) -> response.headers().set(name, value));
    if (keep) {
      context.writeAndFlush(response);
    } else {
      LastAnswer.send(context, response);
    }
  }

  private void note(Channel channel, Refusal refusal) {
    admission.onRefused(channel, refusal.why());
    if (PeerLog.allows(LOG, channel)) {
      LOG.info(
          "upgrade refused id={} peer={} status={} why={}",
          channel.id().asShortText(),
          Client.name(channel),
          refusal.status().code(),
          refusal.why().word());
    }
  }
}
