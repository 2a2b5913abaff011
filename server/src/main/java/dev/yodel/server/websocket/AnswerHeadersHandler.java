package dev.yodel.server.websocket;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;

/** Puts into the 101 what the protocol handler knows nothing of, then leaves. */
final class AnswerHeadersHandler extends ChannelOutboundHandlerAdapter {

  private final HttpHeaders headers;

  AnswerHeadersHandler(HttpHeaders headers) {
    this.headers = headers;
  }

  @Override
  public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
    if (message instanceof HttpResponse response
        && response.status().equals(HttpResponseStatus.SWITCHING_PROTOCOLS)) {
      response.headers().add(headers);
      context.pipeline().remove(this);
    }
    context.write(message, promise);
  }
}
