package dev.yodel.server.websocket.lab;

import dev.yodel.server.owner.OwnedBy;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.util.ReferenceCountUtil;

/** Once cut, drops what comes and what goes: the connection stays open and says nothing. */
@OwnedBy(OwnedBy.Kind.LOOP)
final class HalfHandler extends ChannelDuplexHandler {

  private boolean cut;

  void cut() {
    cut = true;
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    if (cut) {
      ReferenceCountUtil.release(message);
    } else {
      context.fireChannelRead(message);
    }
  }

  @Override
  public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
    if (cut) {
      ReferenceCountUtil.release(message);
      promise.trySuccess();
    } else {
      context.write(message, promise);
    }
  }
}
