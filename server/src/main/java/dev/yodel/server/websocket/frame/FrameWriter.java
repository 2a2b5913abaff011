package dev.yodel.server.websocket.frame;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.ContinuationWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import org.jspecify.annotations.Nullable;

/** Frames of the library's types out, as a server's bytes. */
final class FrameWriter {

  /** Up to here a copy behind the head costs less than a second entry in the outbound buffer. */
  private static final int COPY_UP_TO = 4096;

  private final ChannelHandlerContext context;
  private final @Nullable PerMessageDeflate deflate;

  FrameWriter(ChannelHandlerContext context, @Nullable PerMessageDeflate deflate) {
    this.context = context;
    this.deflate = deflate;
  }

  /** Writes a frame, compressed if that was agreed on and pays; the frame is released. */
  void write(WebSocketFrame frame, ChannelPromise promise) {
    ByteBuf content = frame.content();
    int opcode = opcode(frame);
    int first = (frame.isFinalFragment() ? Opcode.FIN : 0) | frame.rsv() << 4 | opcode;
    try {
      ByteBuf compressed =
          deflate != null && isPlainMessage(first) ? deflate.frame(content, opcode) : null;
      if (compressed != null) {
        context.write(compressed, promise);
      } else if (content.readableBytes() <= COPY_UP_TO) {
        writeCopy(content, first, promise);
      } else {
        context.write(head(content.readableBytes(), first), context.voidPromise());
        context.write(content.retain(), promise);
      }
    } finally {
      frame.release();
    }
  }

  private void writeCopy(ByteBuf content, int first, ChannelPromise promise) {
    int length = content.readableBytes();
    int size = FrameHeader.serverSize(length);
    ByteBuf whole = context.alloc().directBuffer(size + length).setIndex(0, size);
    FrameHeader.write(whole, size, length, first);
    context.write(whole.writeBytes(content), promise);
  }

  /** Whether a frame ends a message: control frames and first fragments do not. */
  static boolean isMessage(WebSocketFrame frame) {
    return frame.isFinalFragment() && (opcode(frame) & Opcode.CONTROL) == 0;
  }

  private ByteBuf head(int length, int first) {
    int size = FrameHeader.serverSize(length);
    ByteBuf head = context.alloc().directBuffer(size).setIndex(0, size);
    FrameHeader.write(head, size, length, first);
    return head;
  }

  private static boolean isPlainMessage(int first) {
    boolean whole = (first & (Opcode.FIN | Opcode.RSV | Opcode.CONTROL)) == Opcode.FIN;
    return whole && (first & 0xF) != Opcode.CONTINUATION;
  }

  private static int opcode(WebSocketFrame frame) {
    if (frame instanceof TextWebSocketFrame) {
      return Opcode.TEXT;
    }
    if (frame instanceof BinaryWebSocketFrame) {
      return Opcode.BINARY;
    }
    if (frame instanceof ContinuationWebSocketFrame) {
      return Opcode.CONTINUATION;
    }
    if (frame instanceof PingWebSocketFrame) {
      return Opcode.PING;
    }
    if (frame instanceof PongWebSocketFrame) {
      return Opcode.PONG;
    }
    throw new IllegalArgumentException("frame: " + frame.getClass() + " (expected: a known type)");
  }
}
