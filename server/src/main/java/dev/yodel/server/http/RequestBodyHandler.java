package dev.yodel.server.http;

import dev.yodel.server.metrics.ServerMetrics;
import dev.yodel.server.metrics.Why;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import org.jspecify.annotations.Nullable;

/**
 * Makes requests whole. A longer body is answered 413, an expectation other than 100-continue 417,
 * a body that others may end elsewhere 400; all end the connection, so that what follows is never
 * taken for another request.
 */
public final class RequestBodyHandler extends HttpObjectAggregator {

  private static final Answer TOO_LARGE =
      Answer.text(HttpResponseStatus.REQUEST_ENTITY_TOO_LARGE, "The body is too long");
  private static final Answer UNEXPECTED =
      Answer.text(HttpResponseStatus.EXPECTATION_FAILED, "Expect: expected 100-continue");
  private static final Answer OLD_LENGTH =
      Answer.text(HttpResponseStatus.BAD_REQUEST, "Content-Length: expected HTTP/1.1");
  private static final Answer OLD_KEY =
      Answer.text(HttpResponseStatus.BAD_REQUEST, "Sec-WebSocket-Key1: expected RFC 6455");

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
    return faultOf(start) != null || super.isContentLengthInvalid(start, most);
  }

  /**
   * What is wrong with a request, however short its body. In HTTP/1.0 the library takes the first
   * of several lengths and hides the others; to the keys of a WebSocket before RFC 6455 it gives 8
   * bytes of body (RFC 9112 section 6.3).
   */
  private static @Nullable Answer faultOf(HttpMessage start) {
    HttpHeaders headers = start.headers();
    if (headers.contains(HttpHeaderNames.SEC_WEBSOCKET_KEY1)) {
      return OLD_KEY;
    }
    if (HttpVersion.HTTP_1_0.compareTo(start.protocolVersion()) >= 0) {
      return headers.contains(HttpHeaderNames.CONTENT_LENGTH) ? OLD_LENGTH : null;
    }
    return headers.contains(HttpHeaderNames.EXPECT) && !HttpUtil.is100ContinueExpected(start)
        ? UNEXPECTED
        : null;
  }

  @Override
  protected void handleOversizedMessage(ChannelHandlerContext context, HttpMessage oversized) {
    Answer fault = faultOf(oversized);
    metrics.refused(fault == null ? Why.TOO_LARGE : Why.MALFORMED);
    Answer answer = fault == null ? TOO_LARGE : fault;
    RequestHeadHandler.send(context, answer.toResponse(false), false);
  }
}
