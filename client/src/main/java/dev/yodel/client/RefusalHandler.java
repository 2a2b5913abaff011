package dev.yodel.client;

import dev.yodel.client.ConnectFailure.Kind;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.util.ReferenceCountUtil;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Takes an answer that is not 101 and reports it whole, or as much of it as came within a second
 * and {@link Refusal#MAX_BODY} bytes. Interim answers (RFC 9110 section 15.2) are skipped.
 */
final class RefusalHandler extends ChannelInboundHandlerAdapter {

  private final Dial dial;
  private @Nullable RefusedAnswer refused;

  RefusalHandler(Dial dial) {
    this.dial = dial;
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) {
    if (!(message instanceof HttpObject object)) {
      ctx.fireChannelRead(message);
    } else if (object.decoderResult().isFailure()) {
      ReferenceCountUtil.release(message);
      String what = AnswerHead.problem(object.decoderResult());
      String advice = what.endsWith("HTTP") ? " (if the port speaks TLS, try wss://)" : "";
      dial.failed(new ConnectFailure(Kind.REFUSED, what + advice, object.decoderResult().cause()));
    } else {
      onObject(ctx, object);
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) {
    report();
    ctx.fireChannelInactive();
  }

  private void onObject(ChannelHandlerContext ctx, HttpObject object) {
    if (object instanceof HttpResponse response) {
      if (HttpResponseStatus.SWITCHING_PROTOCOLS.equals(response.status())) {
        onSwitching(ctx, response);
        return;
      }
      if (response.status().codeClass() != HttpStatusClass.INFORMATIONAL) {
        refused = new RefusedAnswer(response);
        ctx.executor().schedule(this::report, RefusedAnswer.BODY_LIMIT_SECONDS, TimeUnit.SECONDS);
      }
    }
    if (object instanceof HttpContent content) {
      boolean whole = refused != null && refused.isWholeWith(content);
      content.release();
      if (whole) {
        report();
      }
    }
  }

  /**
   * Without an accept value a 101 is no answer: the codec would take it for that of a draft, and
   * wait for the draft's body.
   */
  private void onSwitching(ChannelHandlerContext ctx, HttpResponse response) {
    if (response.headers().contains(HttpHeaderNames.SEC_WEBSOCKET_ACCEPT)) {
      ctx.pipeline().remove(this);
      ctx.fireChannelRead(response);
    } else {
      ReferenceCountUtil.release(response);
      dial.failed(
          new ConnectFailure(
              Kind.REFUSED, "invalid handshake: 101 without Sec-WebSocket-Accept", null));
    }
  }

  private void report() {
    RefusedAnswer answer = refused;
    if (answer != null) {
      refused = null;
      Refusal refusal = answer.refusal();
      String what = "handshake refused: " + refusal.status() + " " + refusal.phrase();
      dial.failed(new ConnectFailure(Kind.REFUSED, refusal, what));
    }
  }
}
