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
    ConnectFailure failure = failureAt(scheme + "://", limit, script);
    assertThat(failure.kind()).isEqualTo(Kind.PROXY);
    return failure;
  }

  private ConnectFailure failureAt(String begin, Duration limit, Script script) throws Exception {
    try (var proxy = ScriptedServer.playing(script)) {
      Proxy via = Proxy.parse(begin + "127.0.0.1:" + proxy.port());
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
          return failure;
        }
        throw failed;
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "PROXY,       403 Forbidden,                     '',                  by rule,   by rule",
    "PROXY_LOGIN, 407 Proxy Authentication Required, 'Content-Length: 3', no!ignored, no!",
    "PROXY,       502 Bad Gateway,                   'Content-Length: 0', '',         ''",
  })
  void refusalCarriesStatusHeadersAndBody(
      Kind kind, String status, String header, String body, String kept) throws Exception {
    String lines = header.isEmpty() ? "" : header + "\r\n";
    ConnectFailure failure =
        failureAt(
            "http://",
            LONG,
            peer -> {
              peer.readRequest();
              peer.write("HTTP/1.1 " + status + "\r\n" + lines + "\r\n" + body);
              peer.awaitEnd();
            });
    assertThat(failure).hasMessageEndingWith(" refused: " + status);
    assertThat(failure.kind()).isEqualTo(kind);
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
  void refusalWithALargeHeaderIsReportedAndOneBeyondTheLimitCalledSo() throws Exception {
    assertThat(failure("http", LONG, peer -> peer.refuse(60)))
        .hasMessageEndingWith(" refused: 403 No");
    assertThat(failure("http", LONG, peer -> peer.refuse(70)))
        .hasMessageEndingWith(": the answer's header is over 65536 bytes");
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

  @ParameterizedTest
  @CsvSource({
    "'',     3, 255, ' wants to know who one is'",
    "'',     3,   2, ' wants to know who one is'",
    "me:pw@, 4, 255, ' wants another authentication'",
  })
  void socksProxyThatTakesNoneOfTheWaysToLogInIsSaidTo(
      String who, int greeting, int method, String why) throws Exception {
    Script script =
        peer -> {
          peer.readBytes(greeting);
          peer.write("\5" + (char) method);
          peer.awaitEnd();
        };
    ConnectFailure failure = failureAt("socks5://" + who, LONG, script);
    assertThat(failure).hasMessageEndingWith(why);
    assertThat(failure.kind()).isEqualTo(Kind.PROXY_LOGIN);
  }

  @Test
  void socksProxyThatRefusesNameAndPasswordIsSaidTo() throws Exception {
    Script script =
        peer -> {
          peer.readBytes(4);
          peer.write("\5\2");
          peer.readBytes(3 + 2 + 2);
          peer.write("\1\1");
          peer.awaitEnd();
        };
    ConnectFailure failure = failureAt("socks5://me:pw@", LONG, script);
    assertThat(failure).hasMessageEndingWith(" refused name and password");
    assertThat(failure.kind()).isEqualTo(Kind.PROXY_LOGIN);
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
