package dev.yodel.server.boot;

import dev.yodel.server.tls.TlsFiles;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How the port speaks TLS, if it does. */
final class TlsOptions {

  /** What clients have to show. */
  enum Demand {
    REQUIRED,
    OPTIONAL
  }

  @Option(
      names = "--tls-cert",
      paramLabel = "FILE",
      description = "Certificate chain in PEM, the server's own first: the port speaks TLS alone.")
  private @Nullable Path certificate;

  @Option(
      names = "--tls-key",
      paramLabel = "FILE",
      description = "Its private key in PEM, PKCS#8, not encrypted.")
  private @Nullable Path key;

  @Option(
      names = "--tls-client-ca",
      paramLabel = "FILE",
      description = "Certificates in PEM that clients' are checked against (clients need none).")
  private @Nullable Path clientAuthority;

  @Option(
      names = "--tls-client-auth",
      paramLabel = "DEMAND",
      defaultValue = "required",
      description =
          "With --tls-client-ca: required refuses clients without a certificate, optional checks"
              + " one that is shown (${DEFAULT-VALUE}).")
  private Demand demand = Demand.REQUIRED;

  @Option(
      names = "--tls-reload",
      paramLabel = "TIME",
      defaultValue = "10s",
      converter = DurationConverter.class,
      description =
          "How often to look whether the files changed; 0s never, SIGHUP always"
              + " (${DEFAULT-VALUE}).")
  private Duration reload = Duration.ZERO;

  @Option(
      names = "--tls-hsts",
      paramLabel = "TIME",
      converter = DurationConverter.class,
      description =
          "Tell browsers to insist on https for so long; 0s takes it back (says nothing).")
  private @Nullable Duration hsts;

  @Nullable TlsConfig toConfig() {
    if (certificate == null || key == null) {
      expect(certificate == null, "--tls-key", "given, since --tls-cert is");
      expect(key == null, "--tls-cert", "given, since --tls-key is");
      expect(clientAuthority == null, "--tls-client-ca", "only with --tls-cert and --tls-key");
      expect(hsts == null, "--tls-hsts", "only with --tls-cert and --tls-key");
      return null;
    }
    TlsFiles files = new TlsFiles(certificate, key, clientAuthority, demand == Demand.REQUIRED);
    return new TlsConfig(files, reload, hsts);
  }

  private static void expect(boolean holds, String option, String expectation) {
    if (!holds) {
      throw new IllegalArgumentException(option + " (expected: " + expectation + ")");
    }
  }
}
