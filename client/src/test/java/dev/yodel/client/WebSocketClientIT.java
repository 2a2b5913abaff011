package dev.yodel.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioSocketChannel;
import java.net.URI;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class WebSocketClientIT {

  @Test
  void closeDropsConnectionsAndLeavesNoThread() throws Exception {
    try (var server =
        ScriptedServer.playing(
            peer -> {
              peer.accept();
              peer.awaitEnd();
            })) {
      Set<Thread> before = threads();
      WebSocketConnection connection;
      try (WebSocketClient client = WebSocketClient.create(2)) {
        URI named = URI.create("ws://localhost:" + server.port() + "/");
        connection =
            client
                .connect(ConnectOptions.to(named), new WebSocketListener() {})
                .get(30, TimeUnit.SECONDS);
      }
      assertThat(connection.closed().get(30, TimeUnit.SECONDS).code()).isEqualTo(1006);
      await()
          .atMost(Duration.ofSeconds(10))
          .untilAsserted(() -> assertThat(threads()).isSubsetOf(before));
    }
  }

  @Test
  void closedClientRefusesToConnect() {
    WebSocketClient client = WebSocketClient.create();
    client.close();
    var future =
        client.connect(
            ConnectOptions.to(URI.create("ws://127.0.0.1:9/")), new WebSocketListener() {});
    assertThat(future).failsWithin(Duration.ofSeconds(10));
  }

  @Test
  void groupOfTheCallerIsLeftRunning() throws Exception {
    var group = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    try (var server =
        ScriptedServer.playing(
            peer -> {
              peer.accept();
              peer.sendClose(1000, "");
              peer.finish();
            })) {
      WebSocketClient client = WebSocketClient.on(group, NioSocketChannel.class);
      WebSocketConnection connection =
          client
              .connect(ConnectOptions.to(server.uri()), new WebSocketListener() {})
              .get(30, TimeUnit.SECONDS);
      connection.closed().get(30, TimeUnit.SECONDS);
      client.close();
      assertThat(group.isShuttingDown()).isFalse();
    } finally {
      group.shutdownGracefully(0, 5, TimeUnit.SECONDS).syncUninterruptibly();
    }
  }

  private static Set<Thread> threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(Thread::isAlive)
        .filter(thread -> !thread.getName().matches("(scripted-server|awaitility).*"))
        .collect(Collectors.toSet());
  }
}
