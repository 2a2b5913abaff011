package dev.yodel.server.http;

import dev.yodel.server.metrics.ServerMetrics;
import dev.yodel.server.metrics.Why;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import org.jspecify.annotations.Nullable;

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
    super(mostBytes);
    this.metrics = metrics;
  }

  /** Without a word from the library: it would tell its decoder that no body comes, and reset. */
  @Override
  protected @Nullable Object newContinueResponse(
      HttpMessage start, int most, ChannelPipeline pipeline) {
    return isContentLengthInvalid(start, most)
        ? null
        : super.newContinueResponse(start, most, pipeline);
  }

  @Override
  protected boolean isContentLengthInvalid(HttpMessage start, int most) {
    return expectsOther(start) || super.isContentLengthInvalid(start, most);
  }

  private static boolean expectsOther(HttpMessage start) {
    return start.headers().contains(HttpHeaderNames.EXPECT)
        && HttpVersion.HTTP_1_0.compareTo(start.protocolVersion()) < 0
        && !HttpUtil.is100ContinueExpected(start);
  }

  @Override
  protected void handleOversizedMessage(ChannelHandlerContext context, HttpMessage oversized) {
    boolean unexpected = expectsOther(oversized);
    metrics.refused(unexpected ? Why.MALFORMED : Why.TOO_LARGE);
    Answer answer = unexpected ? UNEXPECTED : TOO_LARGE;
    RequestHeadHandler.send(context, answer.toResponse(false), false);
  }
}
