package dev.yodel.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yodel.client.ConnectFailure.Kind;
import dev.yodel.client.ConnectOptions.Limits;
import dev.yodel.client.ConnectOptions.Route;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Names that are looked up slowly, or to several addresses. */
class HostLookupIT {

  private static final int LIMIT_SECONDS = 30;
  private static final WebSocketListener NOBODY = new WebSocketListener() {};

  private final CountDownLatch asked = new CountDownLatch(1);
  private final CountDownLatch answer = new CountDownLatch(1);

  private InetAddress[] slowly(String host) throws UnknownHostException {
    asked.countDown();
    try {
      answer.await();
    } catch (InterruptedException interrupted) {
      throw new UnknownHostException(host);
    }
    return new InetAddress[] {InetAddress.getLoopbackAddress()};
  }

  @Test
  void slowNameHoldsUpNoOtherConnectionOfTheLoop() throws Exception {
    try (var server =
            ScriptedServer.playing(
                peer -> {
                  peer.accept();
                  peer.send(Peer.PONG, peer.read().payload());
                  peer.sendClose(1000, "");
                  peer.finish();
                },
                HostLookupIT::greet);
        WebSocketClient client = WebSocketClient.create(1, new HostLookup(this::slowly))) {
      WebSocketConnection other = get(client.connect(ConnectOptions.to(server.uri()), NOBODY));
      CompletableFuture<WebSocketConnection> slow =
          client.connect(ConnectOptions.to(named("slow.example", server.port())), NOBODY);
      assertThat(asked.await(LIMIT_SECONDS, TimeUnit.SECONDS)).isTrue();
      assertThat(get(other.ping())).isPositive();
      assertThat(slow).isNotDone();
      answer.countDown();
      assertThat(get(get(slow).closed()).code()).isEqualTo(1000);
    }
  }

  @Test
  void nameThatIsNotFoundInTimeIsATimeout() throws Exception {
    try (WebSocketClient client = WebSocketClient.create(1, new HostLookup(this::slowly))) {
      var limits = new Limits(1000, Duration.ofMillis(100), Duration.ofSeconds(5));
      var options = ConnectOptions.to(named("slow.example", 80)).with(limits);
      ConnectFailure failure = failure(client.connect(options, NOBODY));
      assertThat(failure.kind()).isEqualTo(Kind.TIMEOUT);
      assertThat(failure).hasMessageContaining("looked up");
    }
  }

  @Test
  void closingTheClientEndsTheWait() throws Exception {
    CompletableFuture<WebSocketConnection> slow;
    try (WebSocketClient client = WebSocketClient.create(1, new HostLookup(this::slowly))) {
      slow = client.connect(ConnectOptions.to(named("slow.example", 80)), NOBODY);
      assertThat(asked.await(LIMIT_SECONDS, TimeUnit.SECONDS)).isTrue();
    }
    assertThat(failure(slow)).hasMessage("the client is closed");
  }

  @Test
  void everyAddressIsTriedInTurn() throws Exception {
    InetAddress nobody = InetAddress.getByAddress(new byte[] {127, 0, 0, 2});
    HostLookup two =
        new HostLookup(host -> new InetAddress[] {nobody, InetAddress.getLoopbackAddress()});
    try (var server = ScriptedServer.playing(HostLookupIT::greet);
        WebSocketClient client = WebSocketClient.create(1, two)) {
      var options = ConnectOptions.to(named("two.example", server.port()));
      assertThat(get(get(client.connect(options, NOBODY)).closed()).code()).isEqualTo(1000);
    }
  }

  @Test
  void proxysNameIsLookedUpTheSameWay() throws Exception {
    HostLookup nowhere =
        new HostLookup(
            host -> {
              throw new UnknownHostException(host);
            });
    try (WebSocketClient client = WebSocketClient.create(1, nowhere)) {
      var route = new Route(Tls.PLATFORM, Proxy.parse("http://proxy.example:3128"), null);
      var options = ConnectOptions.to(named("host.example", 80)).with(route);
      ConnectFailure failure = failure(client.connect(options, NOBODY));
      assertThat(failure.kind()).isEqualTo(Kind.PROXY);
      assertThat(failure).hasMessage("the proxy is an unknown host: proxy.example");
    }
  }

  private static void greet(Peer peer) throws java.io.IOException {
    peer.accept();
    peer.sendClose(1000, "");
    peer.finish();
  }

  private static URI named(String host, int port) {
    return URI.create("ws://" + host + ":" + port + "/");
  }

  private static <T> T get(CompletableFuture<T> future) throws Exception {
    return future.get(LIMIT_SECONDS, TimeUnit.SECONDS);
  }

  private static ConnectFailure failure(CompletableFuture<?> future) throws Exception {
    try {
      throw new AssertionError("connected: " + get(future));
    } catch (ExecutionException failed) {
      if (failed.getCause() instanceof ConnectFailure failure) {
        return failure;
      }
      throw failed;
    }
  }
}
