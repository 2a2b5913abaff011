package dev.yodel.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yodel.client.ConnectFailure.Kind;
import dev.yodel.client.ConnectOptions.Limits;
import dev.yodel.client.ConnectOptions.Route;
import dev.yodel.client.ScriptedServer.Script;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Proxies that do not lead on say why, in time. */
class ProxyRefusalIT {

  private static final Duration LONG = Duration.ofMinutes(5);

  private final WebSocketClient client = WebSocketClient.create();

  @AfterEach
  void closeClient() {
    client.close();
  }

  private ConnectFailure failure(String scheme, Duration limit, Script script) throws Exception {
    try (var proxy = ScriptedServer.playing(script)) {
      Proxy via = Proxy.parse(scheme + "://127.0.0.1:" + proxy.port());
      var options =
          ConnectOptions.to(URI.create("ws://unknown.invalid/"))
              .with(new Route(Tls.PLATFORM, via, null))
              .with(new Limits(1000, limit, Duration.ofSeconds(5)));
      try {
        throw new AssertionError(
            client.connect(options, new WebSocketListener() {}).get(60, TimeUnit.SECONDS));
      } catch (ExecutionException failed) {
        if (failed.getCause() instanceof ConnectFailure failure) {
          assertThat(failure).hasMessageStartingWith("the proxy " + via);
          assertThat(failure.kind()).isEqualTo(Kind.PROXY);
          return failure;
        }
        throw failed;
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "403 Forbidden,                     '',                  by rule,   by rule",
    "407 Proxy Authentication Required, 'Content-Length: 3', no!ignored, no!",
    "502 Bad Gateway,                   'Content-Length: 0', '',         ''",
  })
  void refusalCarriesStatusHeadersAndBody(String status, String header, String body, String kept)
      throws Exception {
    String lines = header.isEmpty() ? "" : header + "\r\n";
    ConnectFailure failure =
        failure(
            "http",
            LONG,
            peer -> {
              peer.readRequest();
              peer.write("HTTP/1.1 " + status + "\r\n" + lines + "\r\n" + body);
              peer.awaitEnd();
            });
    assertThat(failure).hasMessageEndingWith(" refused: " + status);
    Refusal refusal = failure.refusal().orElseThrow();
    assertThat(refusal.headers()).hasSize(header.isEmpty() ? 0 : 1);
    assertThat(refusal.body()).isEqualTo(kept);
  }

  @Test
  void proxyThatClosesAtOnceIsSaidToHave() throws Exception {
    for (String scheme : new String[] {"http", "socks5"}) {
      assertThat(failure(scheme, LONG, Peer::close)).hasMessageEndingWith(": disconnected");
    }
  }

  @Test
  void answersOfAnotherKindAreNamed() throws Exception {
    Script ssh =
        peer -> {
          peer.write("SSH-2.0-OpenSSH_9.2\r\n\r\n");
          peer.awaitEnd();
        };
    assertThat(failure("http", LONG, ssh)).hasMessageEndingWith(": the answer is not HTTP");
    assertThat(failure("socks5", LONG, ssh)).hasMessageEndingWith(": the answer is not SOCKS 5");
  }

  @Test
  void socksRuleIsNamed() throws Exception {
    Script byRule =
        peer -> {
          peer.readBytes(3);
          peer.write("\5\0");
          peer.readBytes(5 + 15 + 2);
          peer.write("\5\2\0\1\0\0\0\0\0\0");
          peer.awaitEnd();
        };
    assertThat(failure("socks5", LONG, byRule)).hasMessageEndingWith("status: FORBIDDEN(2)");
  }
}
