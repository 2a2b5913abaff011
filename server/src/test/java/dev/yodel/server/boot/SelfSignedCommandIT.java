package dev.yodel.server.boot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yodel.server.tls.TlsFiles;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.Map;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SelfSignedCommandIT {

  @TempDir private Path folder;

  private int selfSigned(String option, String value) {
    return ServerCommand.line(Map.of())
        .execute("self-signed", "--out", folder.toString(), option, value);
  }

  private static SSLContext trusting(Path certificate) throws Exception {
    KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
    store.load(null, null);
    try (InputStream pem = Files.newInputStream(certificate)) {
      store.setCertificateEntry(
          "server", CertificateFactory.getInstance("X.509").generateCertificate(pem));
    }
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(store);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, trust.getTrustManagers(), null);
    return context;
  }

  @Test
  void aServerOfThePairIsKnownByItsCertificate() throws Exception {
    assertThat(selfSigned("--host", "127.0.0.1")).isZero();
    TlsFiles files =
        new TlsFiles(folder.resolve("cert.pem"), folder.resolve("key.pem"), null, false);
    ServerConfig config =
        ServerConfig.defaults()
            .withPort(0)
            .with(new TlsConfig(files, Duration.ZERO, Duration.ofDays(1)));
    try (Server server = Server.start(config)) {
      HttpClient client = HttpClient.newBuilder().sslContext(trusting(files.certificate())).build();
      URI live = URI.create("https://127.0.0.1:" + server.port() + "/health/live");
      HttpResponse<String> answer =
          client.send(HttpRequest.newBuilder(live).build(), HttpResponse.BodyHandlers.ofString());
      assertThat(answer.body()).isEqualTo("live\n");
    }
  }

  @ParameterizedTest
  @CsvSource({"--host, a b, 1", "--days, 0, 1", "--days, soon, 2"})
  void whatCannotBeCertifiedIsSaid(String option, String value, int exitCode) {
    assertThat(selfSigned(option, value)).isEqualTo(exitCode);
    assertThat(folder).isEmptyDirectory();
  }
}
