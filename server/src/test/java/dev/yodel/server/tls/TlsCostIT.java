package dev.yodel.server.tls;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.handler.ssl.OpenSsl;
import io.netty.handler.ssl.SslProvider;
import io.netty.pkitesting.X509Bundle;
import io.netty.util.ResourceLeakDetector;
import java.util.Locale;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What TLS costs with the JDK and with OpenSSL's descendant: {@code ./yodel test tls}. */
@Tag("tls")
class TlsCostIT {

  private static final int SMALL = 128;
  private static final int LARGE = 16_000;

  @Test
  void handshakesAndEchoes() throws Exception {
    ResourceLeakDetector.setLevel(ResourceLeakDetector.Level.DISABLED);
    assertThat(OpenSsl.isAvailable()).isTrue();
    X509Bundle pair = Pairs.local("localhost");
    System.out.printf(
        "tls: %-16s %10s %10s %10s%n", "server µs", "handshake", "echo 128", "echo 16000");
    for (int round = 1; round <= 3; round++) {
      measure(SslProvider.JDK, pair);
      measure(SslProvider.OPENSSL_REFCNT, pair);
    }
  }

  private static void measure(SslProvider provider, X509Bundle pair) throws Exception {
    try (TlsCost cost = new TlsCost(provider, pair)) {
      cost.handshake(500);
      cost.echo(SMALL, 20_000);
      double handshake = cost.handshake(1_000);
      double small = cost.echo(SMALL, 50_000);
      double large = cost.echo(LARGE, 5_000);
      System.out.printf(
          Locale.ROOT, "tls: %-16s %10.0f %10.2f %10.2f%n", provider, handshake, small, large);
      assertThat(handshake).isPositive();
    }
  }
}
