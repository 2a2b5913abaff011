package dev.yodel.server.boot;

import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import java.nio.charset.StandardCharsets;

/**
 * Plays one handshake and one echo through the pipeline before the port is open: the classes that
 * they load would cost the first peer a quarter of a second.
 */
final class Rehearsal {

  static final String UPGRADE =
      """
      GET /echo HTTP/1.1\r
      Host: localhost\r
      Connection: Upgrade\r
      Upgrade: websocket\r
      Sec-WebSocket-Version: 13\r
      Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r
      \r
      """;

  /** Text "a" under a key of zeros. */
  static final byte[] FRAME = {(byte) 0x81, (byte) 0x81, 0, 0, 0, 0, 'a'};

  private Rehearsal() {}

  static void of(ServerInitializer initializer) {
    EmbeddedChannel channel = new EmbeddedChannel(initializer);
    channel.writeInbound(Unpooled.copiedBuffer(UPGRADE, StandardCharsets.US_ASCII));
    channel.writeInbound(Unpooled.copiedBuffer(FRAME));
    channel.finishAndReleaseAll();
  }
}
