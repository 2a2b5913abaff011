package dev.yodel.server.websocket.frame;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yodel.server.LeakWatch;
import dev.yodel.server.boot.CompressionMode;
import dev.yodel.server.boot.Server;
import dev.yodel.server.boot.ServerConfig;
import dev.yodel.server.websocket.RawPeer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Compression in rooms, where what is shown is compressed once for all that agreed on it. */
@ExtendWith(LeakWatch.class)
class RoomCompressionIT {

  private static final String TEXT = "what is said to everybody gets shorter ".repeat(20);

  private static Server server;

  @BeforeAll
  static void start() throws IOException {
    server = Server.start(ServerConfig.defaults().withPort(0).with(CompressionMode.ALL));
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static String offering(String path, String offer) {
    return RawPeer.upgrade(path)
        .replaceFirst("\r\n\r\n", "\r\nSec-WebSocket-Extensions: " + offer + "\r\n\r\n");
  }

  private static RawPeer member(String path, String offer) throws IOException {
    RawPeer peer = new RawPeer(server.port());
    peer.send(offer.isEmpty() ? RawPeer.upgrade(path) : offering(path, offer));
    boolean agreed = peer.until("\r\n\r\n").contains("permessage-deflate");
    assertThat(agreed).isEqualTo(!offer.isEmpty());
    return peer;
  }

  private static byte[] compressed(String text) {
    Deflater deflater = new Deflater(9, true);
    byte[] out = new byte[1_000];
    deflater.setInput(text.getBytes(StandardCharsets.UTF_8));
    int length = deflater.deflate(out, 0, out.length, Deflater.SYNC_FLUSH);
    deflater.end();
    return Arrays.copyOf(out, length - 4);
  }

  private static RawPeer send(RawPeer peer, byte[] payload) throws IOException {
    assertThat(payload).hasSizeLessThan(126);
    return peer.send(RawPeer.frame(0xC1, new String(payload, StandardCharsets.ISO_8859_1)));
  }

  private static String inflated(String frame) throws DataFormatException {
    byte[] bytes = (frame.substring(2) + "\0\0\u00ff\u00ff").getBytes(StandardCharsets.ISO_8859_1);
    Inflater inflater = new Inflater(true);
    inflater.setInput(bytes);
    byte[] out = new byte[TEXT.length() + 1];
    int length = inflater.inflate(out);
    inflater.end();
    return new String(out, 0, length, StandardCharsets.UTF_8);
  }

  @Test
  void everybodyGetsTheTextInTheFormThatWasAgreed() throws Exception {
    try (RawPeer author = member("/ws?room=a", "permessage-deflate");
        RawPeer other = member("/ws?room=a", "permessage-deflate; client_max_window_bits");
        RawPeer narrow = member("/ws?room=a", "permessage-deflate; server_max_window_bits=9");
        RawPeer plain = member("/ws?room=a", "")) {
      send(author, compressed(TEXT));

      assertThat(plain.until(TEXT)).startsWith("\u0081");
      assertThat(narrow.until(TEXT)).startsWith("\u0081");
      String own = whole(author);
      assertThat(inflated(own)).isEqualTo(TEXT);
      assertThat(whole(other)).isEqualTo(own);
    }
  }

  /** A whole compressed frame of less than 126 bytes. */
  private static String whole(RawPeer peer) throws IOException {
    String head = peer.bytes(2);
    return head + peer.bytes(head.charAt(1));
  }

  @ParameterizedTest
  @CsvSource({"/ws", "/ws?room=a"})
  void moreThanTheLimitIs1009BeforeItIsInflated(String path) throws Exception {
    byte[] bomb = compressed("\0".repeat(65_537));
    try (RawPeer peer = member(path, "permessage-deflate")) {
      assertThat(send(peer, bomb).toEnd()).startsWith("\u0088").contains("\3\361");
    }
  }

  @ParameterizedTest
  @CsvSource({"ECHO, /ws, false", "ECHO, /echo, true", "OFF, /echo, false", "OFF, /, false"})
  void itIsAgreedOnWhereItMayBe(CompressionMode mode, String path, boolean agreed)
      throws Exception {
    try (Server other = Server.start(ServerConfig.defaults().withPort(0).with(mode));
        RawPeer peer = new RawPeer(other.port())) {
      String answer = peer.send(offering(path, "permessage-deflate")).until("\r\n\r\n");
      assertThat(answer).startsWith("HTTP/1.1 101 ");
      assertThat(answer.contains("permessage-deflate")).isEqualTo(agreed);
    }
  }
}
