package dev.yodel.client.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yodel.client.ConnectFailure;
import dev.yodel.client.ConnectFailure.Kind;
import dev.yodel.client.ConnectOptions;
import dev.yodel.client.ConnectOptions.Limits;
import dev.yodel.client.ConnectOptions.Route;
import dev.yodel.client.Tls;
import dev.yodel.client.WebSocketClient;
import dev.yodel.client.WebSocketListener;
import dev.yodel.client.terminal.YodelProcess.Result;
import dev.yodel.server.boot.Server;
import dev.yodel.server.boot.ServerConfig;
import dev.yodel.server.boot.TlsConfig;
import dev.yodel.server.tls.SelfSigned;
import dev.yodel.server.tls.TlsFiles;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code yodel echo wss://} against a server with the pair that {@code self-signed} makes. */
class EchoOverTlsIT {

  @TempDir private static Path folder;
  private static TlsFiles pair;
  private static Server server;
  private static Server strict;

  @BeforeAll
  static void start() throws Exception {
    pair = new SelfSigned(List.of("127.0.0.1"), 1).write(folder.resolve("tls"), new byte[24]);
    server = startServer(null);
    strict = startServer(pair.certificate());
  }

  /** One that wants certificates of an authority, unless that is null. */
  private static Server startServer(@Nullable Path clients) throws Exception {
    TlsFiles files = new TlsFiles(pair.certificate(), pair.key(), clients, clients != null);
    TlsConfig tls = new TlsConfig(files, Duration.ZERO, null);
    return Server.start(ServerConfig.defaults().withPort(0).with(tls));
  }

  @AfterAll
  static void stop() {
    server.close();
    strict.close();
  }

  private static String url() {
    return url(server);
  }

  private static String url(Server to) {
    return "wss://127.0.0.1:" + to.port() + "/echo";
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
            url(strict),
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

  @Test
  void clientWithoutTheWantedCertificateIsAFailureOfTls() throws Exception {
    String authority = pair.certificate().toString();
    Result missing = YodelProcess.run("over\n", "echo", url(strict), "--ca", authority);

    assertThat(missing.code()).isEqualTo(4);
    assertThat(missing.err()).containsIgnoringCase("certificate");
  }

  @Test
  void certificateOfAnotherAuthorityIsAFailureOfTls() throws Exception {
    TlsFiles other = new SelfSigned(List.of("x"), 1).write(folder.resolve("x"), new byte[24]);

    assertThat(kind(new Tls(pair.certificate(), other.certificate(), other.key(), null, false)))
        .isEqualTo(Kind.TLS);
    assertThat(kind(new Tls(pair.certificate(), pair.certificate(), other.key(), null, false)))
        .as("a key that does not fit")
        .isEqualTo(Kind.TLS);
  }

  @Test
  void theTableOfTheRfcIsPlayedOverTlsToo() throws Exception {
    String authority = pair.certificate().toString();
    Result result =
        YodelProcess.run("", "conformance", url(), "--ca", authority, "--only", "5.5.2-*");

    assertThat(result.err()).isEmpty();
    assertThat(result.out()).contains("5 cases: 5 passed");
    assertThat(result.code()).isZero();
    assertThat(YodelProcess.run("", "conformance", url()).code()).isEqualTo(4);
  }

  private static Kind kind(Tls tls) throws Exception {
    Duration limit = Duration.ofSeconds(60); // of a handshake on a busy machine
    var options =
        ConnectOptions.to(URI.create(url(strict)))
            .with(new Route(tls, null, null))
            .with(new Limits(1000, limit, limit));
    try (WebSocketClient client = WebSocketClient.create()) {
      throw new AssertionError(
          client.connect(options, new WebSocketListener() {}).get(60, TimeUnit.SECONDS));
    } catch (ExecutionException failed) {
      if (failed.getCause() instanceof ConnectFailure failure) {
        return failure.kind();
      }
      throw failed;
    }
  }
}
