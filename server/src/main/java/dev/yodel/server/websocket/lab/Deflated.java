package dev.yodel.server.websocket.lab;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufUtil;
import java.util.zip.Deflater;

/** A message compressed on its own, without the context of others (RFC 7692 section 7.2.1). */
final class Deflated {

  private static final int STEP = 8192;

  /** The empty stored block that every flushed stream ends with and that is not sent. */
  private static final int TAIL = 4;

  private Deflated() {}

  /** Takes over the bytes. */
  static ByteBuf of(ByteBuf plain, ByteBufAllocator allocator) {
    Deflater deflater = new Deflater(Deflater.DEFAULT_COMPRESSION, true);
    try {
      deflater.setInput(ByteBufUtil.getBytes(plain));
      ByteBuf out = allocator.buffer();
      byte[] step = new byte[STEP];
      int written;
      do {
        written = deflater.deflate(step, 0, STEP, Deflater.SYNC_FLUSH);
        out.writeBytes(step, 0, written);
      } while (written == STEP);
      return out.writerIndex(out.writerIndex() - TAIL);
    } finally {
      deflater.end();
      plain.release();
    }
  }
}
