package dev.yodel.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yodel.conformance.FuzzingClient.Verdict;
import dev.yodel.server.boot.Server;
import dev.yodel.server.boot.ServerConfig;
import dev.yodel.server.boot.TlsConfig;
import dev.yodel.server.tls.Pairs;
import io.netty.pkitesting.X509Bundle;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The Autobahn suite against the echo: nothing failed, every close code right. */
final class AutobahnIT {

  private static final String[] BASE = {"1.*", "2.*", "3.*", "4.*", "5.*", "6.*", "7.*", "10.*"};
  private static final int BASE_CASES = 247;

  private static final String[] OVER_TLS = {"1.*", "2.*", "4.*", "5.*", "7.*"};
  private static final int CASES_OVER_TLS = 94;

  private static final int SIXTEEN_MIB = 16 << 20;
  private static final int LIMIT_CASES = 54;

  @TempDir private Path folder;

  @Test
  void echoConforms() throws Exception {
    ServerConfig config = ServerConfig.defaults().withPort(0);
    List<Verdict> verdicts = run("base", config, Duration.ofMinutes(5), BASE);
    assertThat(verdicts).hasSize(BASE_CASES).allMatch(Verdict::isStrictlyGood);
  }

  /** Messages of up to 16 MiB, and of up to 65,536 fragments with an empty one behind them. */
  @Test
  @Tag("long")
  void echoConformsUpToItsLimits() throws Exception {
    ServerConfig defaults = ServerConfig.defaults().withPort(0);
    ServerConfig.Limits limits = defaults.limits();
    ServerConfig config =
        defaults.with(
            new ServerConfig.Limits(SIXTEEN_MIB, limits.maxFragments(), limits.maxConnections()));
    List<Verdict> verdicts = run("limits", config, Duration.ofMinutes(20), "9.*");
    assertThat(verdicts).hasSize(LIMIT_CASES).allMatch(Verdict::isStrictlyGood);
  }

  /** Framing and endings once more with TLS below, through a relay: the suite's Python has none. */
  @Test
  @Tag("long")
  void echoConformsOverTls() throws Exception {
    X509Bundle pair = Pairs.local("localhost");
    TlsConfig tls = new TlsConfig(Pairs.write(pair, folder), Duration.ZERO, null);
    try (Server server = Server.start(ServerConfig.defaults().withPort(0).with(tls));
        TlsRelay relay = new TlsRelay(Pairs.client(pair, null), server.port())) {
      String url = "ws://127.0.0.1:" + relay.port() + "/echo";
      List<Verdict> verdicts = new FuzzingClient("tls").run(url, Duration.ofMinutes(10), OVER_TLS);
      assertThat(verdicts).hasSize(CASES_OVER_TLS).allMatch(Verdict::isStrictlyGood);
    }
  }

  private static List<Verdict> run(
      String name, ServerConfig config, Duration limit, String... cases) throws Exception {
    try (Server server = Server.start(config)) {
      String url = "ws://127.0.0.1:" + server.port() + "/echo";
      return new FuzzingClient(name).run(url, limit, cases);
    }
  }
}
