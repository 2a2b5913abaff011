package dev.yodel.architecture.broken.lab;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;

/** Knobs that know Netty. */
public record Config(int delay) {

  /** The lab is not in need of buffers. */
  static ByteBuf none() {
    return Unpooled.EMPTY_BUFFER;
  }
}
