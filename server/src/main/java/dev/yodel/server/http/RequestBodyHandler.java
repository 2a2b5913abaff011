package dev.yodel.server.http;

import dev.yodel.server.metrics.ServerMetrics;
import dev.yodel.server.metrics.Why;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;

/**
 * Makes requests whole. A longer body is answered 413, an expectation other than 100-continue 417;
 * both end the connection, so that what follows is never taken for another request.
 */
public final class RequestBodyHandler extends HttpObjectAggregator {

  private static final Answer TOO_LARGE =
      Answer.text(HttpResponseStatus.REQUEST_ENTITY_TOO_LARGE, "The body is too long");
  private static final Answer UNEXPECTED =
      Answer.text(HttpResponseStatus.EXPECTATION_FAILED, "Expect: expected 100-continue");

  private final ServerMetrics metrics;

  /** Takes bodies of so many bytes. */
  public RequestBodyHandler(int mostBytes, ServerMetrics metrics) {
    super(mostBytes, true);
    this.metrics = metrics;
  }

  /** The library tells its decoder that no body will come: who sends one all the same is heard. */
  @Override
  protected Object newContinueResponse(HttpMessage start, int most, ChannelPipeline pipeline) {
    boolean expects =
        start.headers().contains(HttpHeaderNames.EXPECT)
            && HttpVersion.HTTP_1_0.compareTo(start.protocolVersion()) < 0;
    if (expects && !HttpUtil.is100ContinueExpected(start)) {
      metrics.refused(Why.MALFORMED);
      return last(UNEXPECTED);
    }
    if (expects && isContentLengthInvalid(start, most)) {
      metrics.refused(Why.TOO_LARGE);
      return last(TOO_LARGE);
    }
    return super.newContinueResponse(start, most, pipeline);
  }

  private static FullHttpResponse last(Answer answer) {
    FullHttpResponse response = answer.toResponse(false);
    response.headers().set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
    return response;
  }

  @Override
  protected void handleOversizedMessage(ChannelHandlerContext context, HttpMessage oversized) {
    metrics.refused(Why.TOO_LARGE);
    RequestHeadHandler.send(context, TOO_LARGE.toResponse(false), false);
  }
}
