package dev.yodel.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yodel.server.boot.Server;
import dev.yodel.server.boot.ServerConfig;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What the clients of the five tutorials do, by a client that is not ours: the JDK's. Their own
 * programs in Go run in {@link GoClientsIT}.
 */
final class TutorialClientsIT {

  private static final Duration HANDSHAKE = Duration.ofSeconds(10);

  private final HttpClient http = HttpClient.newHttpClient();
  private Server server;

  @BeforeEach
  void start() throws Exception {
    server = Server.start(ServerConfig.defaults().withPort(0));
  }

  @AfterEach
  void stop() {
    server.close();
  }

  /** Tutorial 1: one path serves the page to a browser and the echo to its script. */
  @Test
  void onePathServesThePageAndTheEcho() throws Exception {
    URI page = URI.create("http://127.0.0.1:" + server.port() + "/");
    HttpResponse<String> answer =
        http.send(HttpRequest.newBuilder(page).build(), HttpResponse.BodyHandlers.ofString());
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("content-type"))
        .hasValueSatisfying(type -> assertThat(type).startsWith("text/html"));
    assertThat(answer.body()).contains("<!doctype html>");
    Listener listener = dial("/");
    listener.send("Hello world");
    assertThat(listener.next()).isEqualTo("Hello world");
    listener.closeNormally();
  }

  /** Tutorial 2: the text comes back behind a prefix, and the page shows the code of the close. */
  @Test
  void prefixStandsBeforeEveryText() throws Exception {
    Listener listener = dial("/echo?prefix=Received:%20");
    listener.send("Hello, world!");
    assertThat(listener.next()).isEqualTo("Received: Hello, world!");
    listener.close(4321, "enough");
    assertThat(listener.closeCode()).isEqualTo(4321);
  }

  /** Tutorial 2 explains the accept key with this pair. */
  @Test
  void acceptKeyIsTheExplainedOne() throws Exception {
    try (RawSocket socket = new RawSocket(server.port())) {
      socket.send(
          """
          GET /echo HTTP/1.1
          Host: localhost
          Upgrade: websocket
          Connection: Upgrade
          Sec-WebSocket-Key: f7cb4ezEAl6C3wRaU6JORA==
          Sec-WebSocket-Version: 13

          """
              .replace("\n", "\r\n"));
      assertThat(socket.head())
          .startsWith("HTTP/1.1 101 ")
          .containsIgnoringCase("sec-websocket-accept: rE91AJhfC+6JdVcVXOGJEADEJdQ=\r\n");
    }
  }

  /** Tutorials 3, 4 and 5: dial, greet, print what comes, close. */
  @ParameterizedTest
  @ValueSource(strings = {"/ws", "/echo"})
  void dialerGetsItsGreetingBack(String path) throws Exception {
    Listener listener = dial(path);
    listener.send("Hello, WebSocket!");
    assertThat(listener.next()).isEqualTo("Hello, WebSocket!");
    listener.closeNormally();
  }

  /** Tutorial 3: sessions have lives of their own. */
  @Test
  void oneSessionEndsWithoutTheOthers() throws Exception {
    List<Listener> sessions = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      sessions.add(dial("/echo"));
    }
    sessions.remove(0).abort();
    sessions.remove(0).closeNormally();
    for (int i = 0; i < sessions.size(); i++) {
      sessions.get(i).send("session " + i);
    }
    for (int i = 0; i < sessions.size(); i++) {
      assertThat(sessions.get(i).next()).isEqualTo("session " + i);
      sessions.get(i).closeNormally();
    }
  }

  /** Tutorial 4: binary is answered as binary, and a close frame with its own code. */
  @Test
  void binaryStaysBinary() throws Exception {
    Listener listener = dial("/echo");
    listener.send(new byte[] {0, -1, 127});
    assertThat(listener.next()).isEqualTo("binary 00ff7f");
    listener.closeNormally();
  }

  /** Tutorial 5: a line every second, each heard once and in order. */
  @Test
  void senderHearsEveryLineOnce() throws Exception {
    Listener listener = dial("/echo");
    ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    try {
      timer.scheduleAtFixedRate(() -> listener.send("hello, server!"), 0, 1, TimeUnit.SECONDS);
      for (int i = 0; i < 3; i++) {
        assertThat(listener.next()).isEqualTo("hello, server!");
      }
    } finally {
      timer.shutdownNow();
    }
    assertThat(timer.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
    listener.closeNormally();
  }

  private Listener dial(String path) throws Exception {
    Listener listener = new Listener();
    WebSocket socket =
        http.newWebSocketBuilder()
            .connectTimeout(HANDSHAKE)
            .buildAsync(URI.create("ws://127.0.0.1:" + server.port() + path), listener)
            .get(30, TimeUnit.SECONDS);
    listener.use(socket);
    return listener;
  }
}
