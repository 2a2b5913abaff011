package dev.yodel.server.websocket.lab;

import dev.yodel.server.owner.OwnedBy;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.flow.FlowControlHandler;

/**
 * Keeps frames compressed while the connection is not read: one read may bring as many as inflate
 * to a thousand times its bytes.
 */
@OwnedBy(OwnedBy.Kind.LOOP)
final class InflateGateHandler extends FlowControlHandler {

  /** Passed on, unlike by the library: half a frame is a sign of life too. */
  @Override
  public void channelReadComplete(ChannelHandlerContext context) {
    context.fireChannelReadComplete();
  }
}
