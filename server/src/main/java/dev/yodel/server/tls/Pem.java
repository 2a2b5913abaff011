package dev.yodel.server.tls;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One block of a PEM file (RFC 7468).
 *
 * @param label what stands behind BEGIN
 */
@SuppressWarnings("ArrayRecordComponent")
record Pem(String label, byte[] content) {

  /** Far more than a chain of certificates takes: the wrong file is not read into memory. */
  private static final long MAX_BYTES = 1 << 20;

  private static final Pattern BLOCK =
      Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----([^-]*)-----END \\1-----");
  private static final Base64.Encoder LINES =
      Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII));

  /** The blocks of a file in their order. */
  static List<Pem> read(Path file) throws IOException {
    String text = text(file);
    List<Pem> blocks = new ArrayList<>();
    Matcher matcher = BLOCK.matcher(text);
    while (matcher.find()) {
      try {
        blocks.add(new Pem(matcher.group(1), Base64.getMimeDecoder().decode(matcher.group(2))));
      } catch (IllegalArgumentException e) {
        throw new TlsUnusableException(file + ": broken Base64 (expected: PEM)", e);
      }
    }
    return blocks;
  }

  private static String text(Path file) throws IOException {
    try {
      if (Files.size(file) > MAX_BYTES) {
        throw new TlsUnusableException(file + ": over 1 MiB (expected: PEM)");
      }
      return Files.readString(file, StandardCharsets.ISO_8859_1);
    } catch (NoSuchFileException e) {
      throw new TlsUnusableException(file + ": there is no such file", e);
    } catch (TlsUnusableException e) {
      throw e;
    } catch (IOException e) {
      throw new TlsUnusableException(file + ": cannot be read: " + e.getMessage(), e);
    }
  }

  /** The block as a file has it. */
  String text() {
    return "-----BEGIN %s-----\n%s\n-----END %s-----\n"
        .formatted(label, LINES.encodeToString(content), label);
  }
}
