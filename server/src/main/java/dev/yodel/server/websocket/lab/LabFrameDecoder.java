package dev.yodel.server.websocket.lab;

import dev.yodel.protocol.CloseCode;
import dev.yodel.server.owner.OwnedBy;
import dev.yodel.server.websocket.CloseFrames;
import dev.yodel.server.websocket.frame.MemoryShort;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.websocketx.WebSocket13FrameDecoder;
import io.netty.handler.codec.http.websocketx.WebSocketDecoderConfig;
import java.util.List;

/**
 * The library's decoder, which keeps a frame until it is whole: not for ever if memory is short.
 */
@OwnedBy(OwnedBy.Kind.LOOP)
final class LabFrameDecoder extends WebSocket13FrameDecoder {

  private boolean marked;

  LabFrameDecoder(WebSocketDecoderConfig config) {
    super(config);
  }

  @Override
  protected void decode(ChannelHandlerContext context, ByteBuf in, List<Object> out)
      throws Exception {
    super.decode(context, in, out);
    marked &= out.isEmpty();
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext context, Object event) throws Exception {
    if (event instanceof MemoryShort) {
      if (marked) {
        context.channel().writeAndFlush(CloseFrames.of(CloseCode.TOO_SLOW));
      }
      marked = actualReadableBytes() >= MemoryShort.LEAST_BYTES;
    }
    super.userEventTriggered(context, event);
  }
}
