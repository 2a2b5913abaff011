package dev.yodel.server.rooms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.yodel.protocol.Limits;
import dev.yodel.server.boot.ChatConfig;
import dev.yodel.server.boot.Server;
import dev.yodel.server.boot.ServerConfig;
import dev.yodel.server.websocket.RawPeer;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Plain clients in rooms, through the JDK's own WebSocket client. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RelayIT {

  private static final Limits LIMITS = new Limits(65_536, 4_000, 64, 200, 262_144, 5_000, 32, 3);

  /**
   * Short, but longer than a busy machine lets a loop wait for its turn: that is nobody's fault.
   */
  private static final Duration STALL = Duration.ofSeconds(3);

  private static final String TOO_SLOW =
      "yodel_websockets_closed_total{code=\"4101\",endpoint=\"relay\"";

  private Server server;

  @BeforeAll
  void start() throws Exception {
    ServerConfig config = ServerConfig.defaults().withPort(0);
    ServerConfig.Timeouts old = config.timeouts();
    server =
        Server.start(
            config
                .with(ChatConfig.defaults().with(LIMITS))
                .with(
                    new ServerConfig.Timeouts(
                        old.handshake(), STALL, old.close(), old.drain(), Duration.ZERO)));
  }

  @AfterAll
  void stop() {
    server.close();
  }

  private Talker join(String query) throws Exception {
    return Talker.connect(URI.create("ws://127.0.0.1:" + server.port() + "/ws" + query), "");
  }

  @Test
  void loneClientSeesAnEcho() throws Exception {
    try (Talker lone = join("?room=lone")) {
      lone.say("Hello, WebSocket!");
      assertThat(lone.hear()).isEqualTo("Hello, WebSocket!");
    }
  }

  @Test
  void everyMemberOfARoomSeesTheSameOrderAndNobodyElseDoes() throws Exception {
    try (Talker ann = join("");
        Talker bob = join("?room=LOBBY");
        Talker eve = join("?room=other")) {
      bob.say("here");
      assertThat(bob.hear()).isEqualTo("here");
      ann.say("there");
      assertThat(ann.hear()).isEqualTo("here");
      assertThat(ann.hear()).isEqualTo("there");
      assertThat(bob.hear()).isEqualTo("there");
      for (int i = 0; i < 100; i++) {
        ann.say("ann " + i);
        bob.say("bob " + i);
      }
      for (int i = 0; i < 200; i++) {
        assertThat(ann.hear()).isEqualTo(bob.hear());
      }
      assertThat(eve.isQuiet()).isTrue();
    }
  }

  @Test
  void whoeverHasThe101HearsWhatIsSaidFromThenOn() throws Exception {
    try (Talker speaker = join("?room=door")) {
      for (int i = 0; i < 200; i++) {
        try (RawPeer guest = new RawPeer(server.port())) {
          guest.send(RawPeer.upgrade("/ws?room=door")).until("\r\n\r\n");
          speaker.say("to guest " + i + ".");
          assertThat(guest.until("to guest " + i + ".")).doesNotContain("guest " + (i - 1));
        }
      }
    }
  }

  @Test
  void whoPostsAndClosesAtOnceStillSeesWhatItPosted() throws Exception {
    try (Talker hasty = join("?room=hasty")) {
      for (int i = 0; i < 100; i++) {
        hasty.say("post " + i);
      }
      hasty.sayGoodbye();
      assertThat(hasty.closeCode()).isEqualTo(1000);
      for (int i = 0; i < 100; i++) {
        assertThat(hasty.hear()).isEqualTo("post " + i);
      }
    }
  }

  @Test
  void whatIsNoPostIsClosedWithItsCode() throws Exception {
    try (Talker talker = join("?room=codes")) {
      talker.sayBytes((byte) 1);
      assertThat(talker.closeCode()).isEqualTo(1003);
    }
    assertThat(closeCodeOf("")).isEqualTo(1008);
    assertThat(closeCodeOf("a\0b")).isEqualTo(1008);
    assertThat(closeCodeOf("x".repeat(4_001))).isEqualTo(1009);
    assertThat(closeCodeOf("x".repeat(65_537))).isEqualTo(1009);
  }

  private int closeCodeOf(String text) throws Exception {
    try (Talker talker = join("?room=codes")) {
      talker.say(text);
      return talker.closeCode();
    }
  }

  @Test
  void fullRoomIsClosedWithTryAgainLater() throws Exception {
    try (Talker one = joined("full");
        Talker two = joined("full");
        Talker three = joined("full")) {
      assertThat(List.of(one, two, three)).doesNotHaveDuplicates();
      try (Talker four = join("?room=full")) {
        assertThat(four.closeCode()).isEqualTo(1013);
      }
    }
  }

  private Talker joined(String room) throws Exception {
    Talker talker = join("?room=" + room);
    talker.say("in");
    assertThat(talker.hear()).isEqualTo("in");
    return talker;
  }

  @Test
  void readerThatStopsIsClosedAndTheOtherMissesNothing() throws Exception {
    try (Socket stopped = stoppedReader("slow");
        Talker talker = join("?room=slow")) {
      String text = "🎶".repeat(4_000);
      for (int i = 0; i < 1_000; i++) {
        talker.say(text);
        assertThat(talker.hear()).isEqualTo(text);
      }
      await().atMost(Duration.ofSeconds(30)).until(() -> metrics().contains(TOO_SLOW));
      assertThat(bytesUntilTheEnd(stopped)).isLessThan(1_000L * text.length() * 2);
    }
  }

  private String metrics() throws Exception {
    URI uri = URI.create("http://127.0.0.1:" + server.port() + "/metrics");
    return HttpClient.newHttpClient()
        .send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString())
        .body();
  }

  private Socket stoppedReader(String room) throws Exception {
    Socket socket = new Socket();
    socket.setReceiveBufferSize(4_096);
    socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port()));
    socket
        .getOutputStream()
        .write(
            ("GET /ws?room="
                    + room
                    + " HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
                    + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: f7cb4ezEAl6C3wRaU6JORA==\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII));
    String head = "";
    while (!head.endsWith("\r\n\r\n")) {
      head += (char) socket.getInputStream().read();
    }
    assertThat(head).contains(" 101 ");
    return socket;
  }

  /** Reads what the server had sent before it gave up. */
  private static long bytesUntilTheEnd(Socket socket) throws Exception {
    socket.setSoTimeout(20_000);
    InputStream in = socket.getInputStream();
    long bytes = 0;
    try {
      for (int n = in.read(new byte[65_536]); n > 0; n = in.read(new byte[65_536])) {
        bytes += n;
      }
    } catch (SocketException reset) {
      return bytes;
    }
    return bytes;
  }
}
