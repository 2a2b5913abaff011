package dev.yodel.server.websocket;

import dev.yodel.protocol.CloseCode;
import dev.yodel.server.guard.PeerLog;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelId;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.PrematureChannelClosureException;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.util.ReferenceCountUtil;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The end of the pipeline: what nobody took is dropped, what nobody caught is our bug. A connection
 * that ends, also within the body of a request, is neither.
 */
public final class LastHandler extends ChannelInboundHandlerAdapter {

  private static final Logger LOG = LoggerFactory.getLogger(LastHandler.class);

  private boolean webSocket;

  /** From now on it is the end of a WebSocket's pipeline; until now, of one of HTTP. */
  public void onUpgraded() {
    webSocket = true;
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    if (!(message instanceof WebSocketFrame) && PeerLog.allows(LOG, context.channel())) {
      LOG.error("message dropped type={}", message.getClass().getName());
    }
    ReferenceCountUtil.release(message);
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext context, Object event) {
    if (webSocket && event instanceof ServerDraining) {
      context.writeAndFlush(CloseFrames.of(CloseCode.GOING_AWAY));
    }
    ReferenceCountUtil.release(event);
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    ChannelId id = context.channel().id();
    if (cause instanceof IOException || cause instanceof PrematureChannelClosureException) {
      LOG.atDebug()
          .addArgument(id)
          .addArgument(cause::toString)
          .log("connection lost id={} cause={}");
      context.close();
      return;
    }
    if (PeerLog.allows(LOG, context.channel())) {
      LOG.error("connection failed id={}", id, cause);
    }
    if (webSocket) {
      context.writeAndFlush(CloseFrames.of(CloseCode.INTERNAL_ERROR));
    } else {
      context.close();
    }
  }
}
