package dev.yodel.server.websocket.lab;

import java.util.Arrays;
import java.util.zip.Deflater;

/** Makes the payloads of compressed messages. */
final class Deflates {

  private static final int TAIL = 4;

  private Deflates() {}

  /** A thousand times fewer bytes that inflate to so many zeros. */
  static byte[] zeros(int count) {
    Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION, true);
    try {
      deflater.setInput(new byte[count]);
      byte[] all = new byte[count / 100 + 100];
      int length = deflater.deflate(all, 0, all.length, Deflater.SYNC_FLUSH);
      return Arrays.copyOf(all, length - TAIL);
    } finally {
      deflater.end();
    }
  }
}
