package dev.yodel.server.websocket;

import dev.yodel.server.owner.OwnedBy;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;

/**
 * Puts into the 101 what the protocol handler knows nothing of, and lets it go only once the
 * connection is a WebSocket: whoever has the 101 is a member of its room already, and gets what is
 * said from then on.
 *
 * <pre>
 *  write 101 -> handshake complete -> pipeline turned, room joined -> removed: flush
 * </pre>
 */
@OwnedBy(OwnedBy.Kind.LOOP)
final class AnswerHandler extends ChannelOutboundHandlerAdapter {

  private final HttpHeaders headers;
  private boolean written;

  AnswerHandler(HttpHeaders headers) {
    this.headers = headers;
  }

  @Override
  public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
    if (!isSwitch(message) || !context.channel().isActive()) {
      context.write(message, promise);
      return;
    }
    ((HttpResponse) message).headers().add(headers);
    written = true;
    context.write(message).addListener(ChannelFutureListener.CLOSE_ON_FAILURE);
    promise.setSuccess();
  }

  private static boolean isSwitch(Object message) {
    return message instanceof HttpResponse response
        && response.status().equals(HttpResponseStatus.SWITCHING_PROTOCOLS);
  }

  @Override
  public void flush(ChannelHandlerContext context) {
    if (!written) {
      context.flush();
    }
  }

  @Override
  public void handlerRemoved(ChannelHandlerContext context) {
    context.flush();
  }
}
