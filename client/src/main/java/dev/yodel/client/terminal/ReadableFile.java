package dev.yodel.client.terminal;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;

/** Files that options name, looked at before anything is done with them. */
final class ReadableFile {

  private ReadableFile() {}

  /**
   * Refuses what is no file that can be read.
   *
   * @throws IllegalArgumentException with the expectation
   */
  static void check(String option, Path file) {
    if (!Files.isReadable(file) || Files.isDirectory(file)) {
      throw new IllegalArgumentException(
          option + ": " + file + " (expected: a file that can be read)");
    }
  }

  /**
   * Refuses a file without certificates.
   *
   * @throws IllegalArgumentException with the expectation
   */
  static void checkCertificates(String option, Path file) {
    check(option, file);
    try (InputStream in = Files.newInputStream(file)) {
      if (CertificateFactory.getInstance("X.509").generateCertificates(in).isEmpty()) {
        throw new CertificateException("none");
      }
    } catch (IOException | CertificateException none) {
      throw new IllegalArgumentException(
          option + ": " + file + " (expected: certificates in PEM)", none);
    }
  }
}
