package dev.yodel.reliability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.yodel.server.boot.Server;
import dev.yodel.server.boot.ServerConfig;
import dev.yodel.server.boot.TlsConfig;
import dev.yodel.server.tls.Pairs;
import io.netty.pkitesting.X509Bundle;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every ugly way of coming and going, in this process: the tests' leak detection sees each buffer
 * that is not released. {@link LeaksIT} does it a hundred thousand times.
 */
class UglyPeersIT {

  private static final int TIMES = 2;

  /** A reset that comes on the heels of bytes io_uring may not tell: the next ping does. */
  private static final Duration SHORT = Duration.ofMillis(500);

  @TempDir private static Path folder;

  private static Server plain;
  private static Server tls;
  private static Place place;

  @BeforeAll
  static void start() throws Exception {
    X509Bundle pair = Pairs.local("localhost");
    ServerConfig config =
        ServerConfig.defaults()
            .withPort(0)
            .with(new ServerConfig.Heartbeat(SHORT.multipliedBy(2), SHORT))
            .with(new ServerConfig.Timeouts(SHORT, SHORT, SHORT, SHORT, Duration.ZERO));
    plain = Server.start(config);
    tls = Server.start(config.with(new TlsConfig(Pairs.write(pair, folder), Duration.ZERO, null)));
    place = Place.of(plain.port(), tls.port(), pair);
  }

  @AfterAll
  static void stop() {
    plain.close();
    tls.close();
  }

  @Test
  void theirConnectionsAreGoneAndOthersAreServed() throws Exception {
    Ugly[] kinds = Ugly.values();
    for (int cycle = 0; cycle < TIMES * kinds.length; cycle++) {
      kinds[cycle % kinds.length].play(place, cycle);
    }
    await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(
            () -> {
              assertThat(Figures.metric(plain.port(), "yodel_connections")).isEqualTo(1);
              assertThat(Figures.metric(plain.port(), "yodel_websockets")).isZero();
            });
  }
}
