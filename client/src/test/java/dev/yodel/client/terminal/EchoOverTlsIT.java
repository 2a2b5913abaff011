package dev.yodel.client.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yodel.client.terminal.YodelProcess.Result;
import dev.yodel.server.boot.Server;
import dev.yodel.server.boot.ServerConfig;
import dev.yodel.server.boot.TlsConfig;
import dev.yodel.server.tls.SelfSigned;
import dev.yodel.server.tls.TlsFiles;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code yodel echo wss://} against a server with the pair that {@code self-signed} makes. */
class EchoOverTlsIT {

  @TempDir private static Path folder;
  private static TlsFiles pair;
  private static Server server;

  @BeforeAll
  static void start() throws Exception {
    pair = new SelfSigned(List.of("127.0.0.1"), 1).write(folder.resolve("tls"), new byte[24]);
    TlsFiles files = new TlsFiles(pair.certificate(), pair.key(), pair.certificate(), false);
    TlsConfig tls = new TlsConfig(files, Duration.ZERO, null);
    server = Server.start(ServerConfig.defaults().withPort(0).with(tls));
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static String url() {
    return "wss://127.0.0.1:" + server.port() + "/echo";
  }

  @Test
  void theServersOwnCertificateIsTrustedByFile() throws Exception {
    Result result =
        YodelProcess.run("over\nhere\n", "echo", url(), "--ca", pair.certificate().toString());

    assertThat(result.out()).isEqualTo("over\nhere\n");
    assertThat(result.code()).isZero();
  }

  @Test
  void theClientShowsItsCertificate() throws Exception {
    Result result =
        YodelProcess.run(
            "over\n",
            "echo",
            url(),
            "--ca",
            pair.certificate().toString(),
            "--cert",
            pair.certificate().toString(),
            "--key",
            pair.key().toString());

    assertThat(result.out()).isEqualTo("over\n");
    assertThat(result.code()).isZero();
  }

  @Test
  void withoutTheFileItIsAFailureOfTls() throws Exception {
    Result result = YodelProcess.run("over\n", "echo", url());

    assertThat(result.code()).isEqualTo(4);
    assertThat(result.out()).isEmpty();
  }
}
