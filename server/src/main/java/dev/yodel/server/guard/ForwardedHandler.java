package dev.yodel.server.guard;

import dev.yodel.server.owner.OwnedBy;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpStatusClass;

/**
 * Makes whom a proxy's headers name the client of its connection, from a request's head to the
 * answer: the next request may be somebody else's. An upgrade that is through has its client for
 * good. Stands next to the codec, so that every line about the request is logged in between.
 */
@Sharable
@OwnedBy(OwnedBy.Kind.ANY)
public final class ForwardedHandler extends ChannelDuplexHandler {

  private final Reception reception;

  /** For every connection. */
  public ForwardedHandler(Reception reception) {
    this.reception = reception;
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    if (message instanceof HttpRequest request) {
      reception.onRequest(context.channel(), request);
    }
    context.fireChannelRead(message);
  }

  @Override
  public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
    if (message instanceof HttpResponse response
        && response.status().codeClass() != HttpStatusClass.INFORMATIONAL) {
      reception.onAnswered(context.channel());
    }
    context.write(message, promise);
  }
}
