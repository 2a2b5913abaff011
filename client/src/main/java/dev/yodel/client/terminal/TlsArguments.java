package dev.yodel.client.terminal;

import dev.yodel.client.Tls;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say whom to trust. */
final class TlsArguments {

  @Option(
      names = "--ca",
      paramLabel = "FILE",
      description = "PEM certificates to trust instead of the platform's.")
  private @Nullable Path authority;

  @Option(
      names = "--cert",
      paramLabel = "FILE",
      description = "PEM certificate chain of one's own.")
  private @Nullable Path certificate;

  @Option(
      names = "--key",
      paramLabel = "FILE",
      description = "PEM private key (PKCS#8) for --cert.")
  private @Nullable Path key;

  @Option(
      names = "--sni",
      paramLabel = "NAME",
      description = "The server name to ask for and to expect, instead of the URL's host.")
  private @Nullable String serverName;

  @Option(names = "--insecure", description = "Takes any certificate: for tests only.")
  private boolean insecure;

  /**
   * What they say together.
   *
   * @throws IllegalArgumentException with the value and the expectation
   */
  Tls tls() {
    if (authority != null) {
      ReadableFile.checkCertificates("--ca", authority);
    }
    if (certificate != null) {
      ReadableFile.checkCertificates("--cert", certificate);
    }
    if (key != null) {
      ReadableFile.check("--key", key);
    }
    return new Tls(authority, certificate, key, serverName, insecure);
  }
}
