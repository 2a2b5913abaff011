package dev.yodel.server.boot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yodel.server.LogCapture;
import dev.yodel.server.tls.Pairs;
import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TlsCompositionTest {

  private final Instant now = Instant.now();

  @TempDir private Path folder;

  private List<String> logged(Instant expires) throws Exception {
    X509Bundle pair =
        new CertificateBuilder()
            .subject("CN=a")
            .notBefore(now.minus(Duration.ofDays(9)))
            .notAfter(expires)
            .setIsCertificateAuthority(true)
            .buildSelfSigned();
    TlsConfig tls = new TlsConfig(Pairs.write(pair, folder), Duration.ZERO, Duration.ZERO);
    try (LogCapture log = new LogCapture();
        TlsComposition made = new TlsComposition(ServerConfig.defaults().with(tls))) {
      made.reload();
      return List.copyOf(log.lines());
    }
  }

  @Test
  void anExpiredCertificateIsSaidAtTheStart() throws Exception {
    String warning = "tls certificate is over, clients will refuse it expires=";
    assertThat(logged(now.minus(Duration.ofDays(1)))).anyMatch(line -> line.startsWith(warning));
    assertThat(logged(now.plus(Duration.ofDays(1)))).noneMatch(line -> line.startsWith(warning));
  }
}
