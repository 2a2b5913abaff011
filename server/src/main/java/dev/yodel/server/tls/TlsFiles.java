package dev.yodel.server.tls;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where certificate and key lie, in PEM.
 *
 * @param certificate the server's chain, its own certificate first
 * @param key its private key, PKCS#8 and not encrypted
 * @param clientAuthority certificates that clients' are checked against; null asks clients for none
 * @param clientRequired whether a client without a certificate is refused
 */
public record TlsFiles(
    Path certificate, Path key, @Nullable Path clientAuthority, boolean clientRequired) {

  /**
   * What of the files changes when somebody renews them, in place or by another link.
   *
   * @return one text for all files, equal while they are the same
   */
  public String stamp() {
    List<String> stamps = new ArrayList<>();
    Stream.of(certificate, key, clientAuthority)
        .filter(Objects::nonNull)
        .forEach(file -> stamps.add(stamp(file)));
    return String.join(" ", stamps);
  }

  private static String stamp(Path file) {
    try {
      BasicFileAttributes now = Files.readAttributes(file, BasicFileAttributes.class);
      return now.lastModifiedTime() + "/" + now.size() + "/" + now.fileKey();
    } catch (IOException missing) {
      return "missing";
    }
  }
}
