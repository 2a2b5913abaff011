package dev.yodel.server.websocket.frame;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import org.jspecify.annotations.Nullable;

/** What one connection agreed on (RFC 7692): an engine, shared, and the peer's window. */
public final class PerMessageDeflate {

  /** Below so many bytes a message rarely gets shorter without the context of earlier ones. */
  static final int PAYS_FROM = 128;

  private final DeflateEngine engine;
  private final ByteBufAllocator allocator;
  private final int windowBits;

  PerMessageDeflate(DeflateEngine engine, ByteBufAllocator allocator, int windowBits) {
    this.engine = engine;
    this.allocator = allocator;
    this.windowBits = windowBits;
  }

  /** How far back the peer can look, in bytes. */
  int window() {
    return 1 << windowBits;
  }

  /** Inflates a message, with room for a server's head in front. */
  ByteBuf inflate(ByteBuf compressed, int maxMessage) throws ProtocolViolation {
    return engine.inflate(compressed, allocator, FrameHeader.MAX_SERVER_BYTES, maxMessage);
  }

  /** A message as one compressed frame, or null where plain bytes are no longer than that. */
  @Nullable ByteBuf frame(ByteBuf plain, int opcode) {
    int length = plain.readableBytes();
    if (length < PAYS_FROM) {
      return null;
    }
    int room = FrameHeader.MAX_SERVER_BYTES;
    ByteBuf frame = allocator.directBuffer(room + length / 2 + 64).setIndex(room, room);
    boolean shorter = false;
    try {
      engine.deflate(plain, frame, windowBits);
      shorter = frame.readableBytes() < length;
    } finally {
      if (!shorter) {
        frame.release();
      }
    }
    if (!shorter) {
      return null;
    }
    int first = Opcode.FIN | Opcode.RSV1 | opcode;
    return frame.readerIndex(FrameHeader.write(frame, room, frame.readableBytes(), first));
  }
}
