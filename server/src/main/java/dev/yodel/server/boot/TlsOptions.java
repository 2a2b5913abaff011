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

  private static final Duration RELOAD = Duration.ofSeconds(10);

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
      description =
          "With --tls-client-ca: required refuses clients without a certificate, optional checks"
              + " one that is shown (required).")
  private @Nullable Demand demand;

  @Option(
      names = "--tls-reload",
      paramLabel = "TIME",
      converter = DurationConverter.class,
      description = "How often to look whether the files changed; 0s never, SIGHUP always (10s).")
  private @Nullable Duration reload;

  @Option(
      names = "--tls-hsts",
      paramLabel = "TIME",
      converter = DurationConverter.class,
      description =
          "Tell browsers to insist on https for so long; 0s takes it back (says nothing).")
  private @Nullable Duration hsts;

  @Nullable TlsConfig toConfig() {
    ServerConfig.expect(
        demand == null || clientAuthority != null,
        "--tls-client-auth",
        demand,
        "only with --tls-client-ca");
    if (certificate == null || key == null) {
      ServerConfig.expect(certificate == null, "--tls-key", "none", "given, since --tls-cert is");
      ServerConfig.expect(key == null, "--tls-cert", "none", "given, since --tls-key is");
      onlyWithCertificate("--tls-client-ca", clientAuthority);
      onlyWithCertificate("--tls-reload", reload);
      onlyWithCertificate("--tls-hsts", hsts);
      return null;
    }
    TlsFiles files = new TlsFiles(certificate, key, clientAuthority, demand != Demand.OPTIONAL);
    return new TlsConfig(files, reload == null ? RELOAD : reload, hsts);
  }

  private static void onlyWithCertificate(String option, @Nullable Object value) {
    ServerConfig.expect(value == null, option, value, "only with --tls-cert and --tls-key");
  }
}
