package dev.yodel.server.http;

import dev.yodel.server.guard.Client;
import dev.yodel.server.guard.PeerLog;
import io.netty.buffer.ByteBufHolder;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpStatusClass;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One line for each answer, and where it is wanted for each upgrade once it is through: who asked
 * for which path, and what came of it. Never a query, a header or a body.
 *
 * <p>Requests come here one at a time: the next is read when the one before is answered.
 */
public final class AccessLogHandler extends ChannelDuplexHandler {

  private static final Logger LOG = LoggerFactory.getLogger(AccessLogHandler.class);

  private @Nullable Asked asked;

  /** What was asked for, as it came: it is made fit for a line when there is one. */
  private record Asked(HttpMethod method, String target, long nanos) {}

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    if (message instanceof HttpRequest request && request.decoderResult().isSuccess()) {
      asked = new Asked(request.method(), request.uri(), now(context));
    }
    context.fireChannelRead(message);
  }

  @Override
  public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
    if (message instanceof HttpResponse response
        && response.status().codeClass() != HttpStatusClass.INFORMATIONAL) {
      int bytes = message instanceof ByteBufHolder body ? body.content().readableBytes() : 0;
      log(context, response.status(), bytes, null);
    }
    context.write(message, promise);
  }

  /** The upgrade is through, at this endpoint. */
  public void onUpgraded(ChannelHandlerContext context, String endpoint) {
    log(context, HttpResponseStatus.SWITCHING_PROTOCOLS, 0, endpoint);
  }

  private void log(
      ChannelHandlerContext context,
      HttpResponseStatus status,
      int bytes,
      @Nullable String endpoint) {
    Asked of = asked;
    asked = null;
    if (context.channel().parent() == null || !PeerLog.allowsRequest(LOG, context.channel())) {
      return; // the rehearsal is nobody's connection
    }
    long millis = of == null ? 0 : TimeUnit.NANOSECONDS.toMillis(now(context) - of.nanos());
    LOG.info(
        "request id={} peer={} method={} path=\"{}\" status={} bytes={} millis={} endpoint={}",
        context.channel().id().asShortText(),
        Client.name(context.channel()),
        of == null ? "-" : LogText.word(of.method().name()),
        of == null ? "-" : LogText.path(of.target()),
        status.code(),
        bytes,
        millis,
        endpoint == null ? "-" : endpoint);
  }

  private static long now(ChannelHandlerContext context) {
    return context.executor().ticker().nanoTime();
  }
}
