package dev.yodel.server.websocket.frame;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yodel.server.boot.Server;
import dev.yodel.server.boot.ServerConfig;
import io.netty.buffer.ByteBufUtil;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Compression as a foreign client meets it: on the echo, in the handshake's answer and in bytes.
 */
class CompressionIT {

  private static final String AGREED =
      "permessage-deflate; server_no_context_takeover; client_no_context_takeover";

  private static Server server;

  @BeforeAll
  static void start() throws Exception {
    server = Server.start(ServerConfig.defaults().withPort(0));
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void echoAgreesAndAnswersCompressedMessages() throws IOException {
    try (Socket socket = connect("/echo", "permessage-deflate; client_max_window_bits")) {
      assertThat(head(socket)).contains("sec-websocket-extensions: " + AGREED + "\r\n");
      byte[] hello = ByteBufUtil.decodeHexDump("f248cdc9c90700");
      socket.getOutputStream().write(ClientFrames.of().frame(0xC1, hello).bytes());
      assertThat(socket.getInputStream().readNBytes(7)).isEqualTo(frame(0x81, "Hello"));
    }
  }

  @Test
  void smallerWindowIsHonoured() throws IOException {
    try (Socket socket = connect("/echo", "permessage-deflate; server_max_window_bits=9")) {
      assertThat(head(socket))
          .contains("sec-websocket-extensions: " + AGREED + "; server_max_window_bits=9\r\n");
    }
  }

  @Test
  void compressedMessageWithoutAnAgreementEndsTheConnection() throws IOException {
    try (Socket socket = connect("/echo", "x-unknown")) {
      assertThat(head(socket)).doesNotContain("sec-websocket-extensions");
      socket.getOutputStream().write(ClientFrames.of().frame(0xC1, (byte) 0).bytes());
      byte[] close = socket.getInputStream().readAllBytes();
      assertThat(ByteBufUtil.hexDump(close, 2, 2)).isEqualTo("03ea");
    }
  }

  private static byte[] frame(int first, String text) {
    byte[] payload = ClientFrames.utf8(text);
    byte[] frame = new byte[2 + payload.length];
    frame[0] = (byte) first;
    frame[1] = (byte) payload.length;
    System.arraycopy(payload, 0, frame, 2, payload.length);
    return frame;
  }

  private static Socket connect(String path, String extensions) throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port());
    socket.setSoTimeout(10_000);
    String request =
        "GET "
            + path
            + " HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\n"
            + "Connection: Upgrade\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
            + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Extensions: "
            + extensions
            + "\r\n\r\n";
    socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
    return socket;
  }

  /** The answer's head, in lower case. */
  private static String head(Socket socket) throws IOException {
    StringBuilder head = new StringBuilder();
    InputStream in = socket.getInputStream();
    while (head.indexOf("\r\n\r\n") < 0) {
      head.append((char) in.read());
    }
    return head.toString().toLowerCase(java.util.Locale.ROOT);
  }
}
