package dev.yodel.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yodel.client.ConnectFailure.Kind;
import dev.yodel.client.ConnectOptions.Limits;
import dev.yodel.client.ConnectOptions.Upgrade;
import dev.yodel.client.ScriptedServer.Script;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ConnectFailureIT {

  private final WebSocketClient client = WebSocketClient.create();

  @AfterEach
  void closeClient() {
    client.close();
  }

  private ConnectFailure failure(ConnectOptions options) throws Exception {
    try {
      client.connect(options, new WebSocketListener() {}).get(30, TimeUnit.SECONDS);
    } catch (ExecutionException failed) {
      assertThat(failed.getCause()).isInstanceOf(ConnectFailure.class);
      return (ConnectFailure) failed.getCause();
    }
    throw new AssertionError("connected");
  }

  private ConnectFailure failureOf(Script script) throws Exception {
    try (var server = ScriptedServer.playing(script)) {
      return failure(ConnectOptions.to(server.uri()));
    }
  }

  @Test
  void closedPortIsUnreachable() throws Exception {
    int port;
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = socket.getLocalPort();
    }
    ConnectFailure failure = failure(ConnectOptions.to(URI.create("ws://127.0.0.1:" + port)));
    assertThat(failure.kind()).isEqualTo(Kind.UNREACHABLE);
    assertThat(failure).hasMessageContaining("connection refused").hasMessageContaining("" + port);
  }

  @Test
  void unknownHostIsUnreachable() throws Exception {
    ConnectFailure failure = failure(ConnectOptions.to(URI.create("ws://host.invalid/")));
    assertThat(failure.kind()).isEqualTo(Kind.UNREACHABLE);
    assertThat(failure).hasMessageContaining("host.invalid");
  }

  @Test
  void silentServerIsATimeout() throws Exception {
    try (var server = ScriptedServer.playing(Peer::awaitEnd)) {
      var limits = new Limits(1000, Duration.ofMillis(200), Duration.ofSeconds(5));
      assertThat(failure(ConnectOptions.to(server.uri()).with(limits)).kind())
          .isEqualTo(Kind.TIMEOUT);
    }
  }

  @Test
  void serverThatClosesWithoutAnAnswerIsUnreachable() throws Exception {
    ConnectFailure failure =
        failureOf(
            peer -> {
              peer.readRequest();
              peer.close();
            });
    assertThat(failure.kind()).isEqualTo(Kind.UNREACHABLE);
  }

  @Test
  void refusalCarriesStatusHeadersAndBody() throws Exception {
    ConnectFailure failure =
        failureOf(
            peer -> {
              peer.readRequest();
              peer.write("HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\n");
              peer.write(
                  "HTTP/1.1 418 Short and stout\r\nX-Pot: tea\r\nContent-Length: 3\r\n\r\nhi!");
              peer.awaitEnd();
            });
    Refusal refusal = failure.refusal().orElseThrow();
    assertThat(refusal.status()).isEqualTo(418);
    assertThat(refusal.phrase()).isEqualTo("Short and stout");
    assertThat(refusal.header("x-pot")).contains("tea");
    assertThat(refusal.body()).isEqualTo("hi!");
  }

  @Test
  void refusalWithALargeHeaderIsReportedAndOneBeyondTheLimitCalledSo() throws Exception {
    ConnectFailure large = failureOf(peer -> peer.refuse(60));
    assertThat(large.refusal().orElseThrow().headers()).hasSize(61);
    ConnectFailure tooLarge = failureOf(peer -> peer.refuse(70));
    assertThat(tooLarge).hasMessage("the answer's header is over 65536 bytes");
  }

  @Test
  void endlessRefusalIsCutOff() throws Exception {
    ConnectFailure failure =
        failureOf(
            peer -> {
              peer.readRequest();
              peer.write("HTTP/1.1 200 OK\r\n\r\n" + "x".repeat(Refusal.MAX_BODY + 100));
              peer.awaitEnd();
            });
    assertThat(failure.refusal().orElseThrow().body()).hasSize(Refusal.MAX_BODY);
  }

  @Test
  void refusalWithoutAnEndIsReportedAllTheSame() throws Exception {
    ConnectFailure failure =
        failureOf(
            peer -> {
              peer.readRequest();
              peer.write("HTTP/1.1 500 Oops\r\nContent-Length: 100\r\n\r\npart");
              peer.awaitEnd();
            });
    assertThat(failure.refusal().orElseThrow().body()).isEqualTo("part");
  }

  @Test
  void wrongAcceptKeyIsRefused() throws Exception {
    ConnectFailure failure =
        failureOf(
            peer -> {
              peer.readRequest();
              peer.write(
                  Peer.switchingProtocols("Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n"));
              peer.awaitEnd();
            });
    assertThat(failure.kind()).isEqualTo(Kind.REFUSED);
  }

  @Test
  void extensionThatWasNotOfferedIsRefused() throws Exception {
    ConnectFailure failure =
        failureOf(
            peer -> {
              peer.accept("Sec-WebSocket-Extensions: permessage-deflate\r\n");
              peer.awaitEnd();
            });
    assertThat(failure.kind()).isEqualTo(Kind.REFUSED);
    assertThat(failure).hasMessageContaining("permessage-deflate");
  }

  @Test
  void missingSubprotocolIsRefused() throws Exception {
    try (var server =
        ScriptedServer.playing(
            peer -> {
              peer.accept();
              peer.awaitEnd();
            })) {
      var upgrade = new Upgrade(List.of(), List.of("chat"), false);
      assertThat(failure(ConnectOptions.to(server.uri()).with(upgrade)).kind())
          .isEqualTo(Kind.REFUSED);
    }
  }

  @Test
  void answerThatIsNotHttpIsRefused() throws Exception {
    ConnectFailure failure =
        failureOf(
            peer -> {
              peer.readRequest();
              peer.write("SSH-2.0-OpenSSH_9.2\r\n\r\n");
              peer.awaitEnd();
            });
    assertThat(failure.kind()).isEqualTo(Kind.REFUSED);
    assertThat(failure).hasMessageContaining("not HTTP");
  }

  @Test
  void plainServerForASecureAddressIsATlsFailure() throws Exception {
    try (var server =
        ScriptedServer.playing(
            peer -> {
              peer.write("HTTP/1.1 400 Bad Request\r\n\r\n");
              peer.awaitEnd();
            })) {
      URI secure = URI.create("wss://127.0.0.1:" + server.port() + "/");
      assertThat(failure(ConnectOptions.to(secure)).kind()).isEqualTo(Kind.TLS);
    }
  }

  @Test
  void cancelledAttemptDropsTheConnection() throws Exception {
    var accepted = new java.util.concurrent.CountDownLatch(1);
    try (var server =
        ScriptedServer.playing(
            peer -> {
              peer.readRequest();
              accepted.countDown();
              peer.awaitEnd();
            })) {
      var future = client.connect(ConnectOptions.to(server.uri()), new WebSocketListener() {});
      assertThat(accepted.await(30, TimeUnit.SECONDS)).isTrue();
      future.cancel(false);
    }
  }
}
