package dev.yodel.server.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.yodel.server.websocket.RawPeer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ServerIT {

  private final HttpClient client = HttpClient.newHttpClient();

  @ParameterizedTest
  @EnumSource(
      value = Transport.Choice.class,
      names = {"NIO", "EPOLL", "IO_URING"})
  void everyTransportEchoesAndCloses(Transport.Choice transport) throws Exception {
    try (Server server =
        Server.start(ServerConfig.defaults().withPort(0).withTransport(transport))) {
      assertThat(echo(server, "/echo?prefix=Received:%20", "hello")).isEqualTo("Received: hello");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/echo", "/ws"})
  void everyEndpointTakesAnUpgrade(String path) throws Exception {
    try (Server server = Server.start(ServerConfig.defaults().withPort(0))) {
      assertThat(echo(server, path, "hello")).isEqualTo("hello");
      URI page = URI.create("http://127.0.0.1:" + server.port() + "/");
      assertThat(client.send(HttpRequest.newBuilder(page).build(), BodyHandlers.ofString()).body())
          .contains("<title>");
    }
  }

  @Test
  void whoWasHeardBeforeTheServerStopsIsAnswered() throws Exception {
    Server server =
        Server.start(ServerConfig.defaults().withPort(0).withTransport(Transport.Choice.NIO));
    List<RawPeer> crowd = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      crowd.add(new RawPeer(server.port()));
    }
    for (RawPeer peer : crowd) {
      peer.send("GET /health/live HTTP/1.1\r\nHost: localhost\r\n\r\n");
    }
    crowd.get(0).until("live");
    server.close();
    List<String> answers = new ArrayList<>();
    for (RawPeer peer : crowd.subList(1, crowd.size())) {
      answers.add(peer.toEnd());
      peer.close();
    }
    assertThat(answers).allMatch(one -> one.startsWith("HTTP/1.1 200 ") || one.equals("reset"));
  }

  @ParameterizedTest
  @CsvSource({
    "NIO,nosuch.invalid,no such host",
    "IO_URING,nosuch.invalid,no such host",
    "NIO,192.0.2.1,an address of this machine",
    "EPOLL,192.0.2.1,an address of this machine",
    "IO_URING,192.0.2.1,an address of this machine",
  })
  void whereItCannotListenIsSaid(Transport.Choice transport, String host, String why) {
    ServerConfig config =
        ServerConfig.defaults().with(new ServerConfig.Network(host, 0, transport, 1));
    assertThatThrownBy(() -> Server.start(config).close())
        .isInstanceOf(IOException.class)
        .hasMessageContainingAll("cannot listen on " + host + " port 0: ", why);
  }

  @Test
  void thereIsOneLoopForEachProcessorUnlessSaidOtherwise() {
    assertThat(ServerConfig.Network.defaults().loopCount())
        .isEqualTo(Runtime.getRuntime().availableProcessors());
    assertThat(new ServerConfig.Network("::1", 0, Transport.Choice.NIO, 3).loopCount())
        .isEqualTo(3);
  }

  private String echo(Server server, String path, String text) throws Exception {
    CompletableFuture<String> answer = new CompletableFuture<>();
    CompletableFuture<Integer> closed = new CompletableFuture<>();
    WebSocket socket =
        client
            .newWebSocketBuilder()
            .buildAsync(
                URI.create("ws://127.0.0.1:" + server.port() + path),
                new WebSocket.Listener() {
                  @Override
                  public @Nullable CompletionStage<?> onText(
                      WebSocket from, CharSequence data, boolean last) {
                    answer.complete(data.toString());
                    from.request(1);
                    return null;
                  }

                  @Override
                  public @Nullable CompletionStage<?> onClose(
                      WebSocket from, int code, String reason) {
                    closed.complete(code);
                    return null;
                  }
                })
            .get(20, TimeUnit.SECONDS);
    socket.sendText(text, true).get(20, TimeUnit.SECONDS);
    String received = answer.get(20, TimeUnit.SECONDS);
    socket.sendClose(3001, "done").get(20, TimeUnit.SECONDS);
    assertThat(closed.get(20, TimeUnit.SECONDS)).isEqualTo(3001);
    return received;
  }
}
