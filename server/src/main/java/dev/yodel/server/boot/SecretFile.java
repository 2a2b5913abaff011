package dev.yodel.server.boot;

import dev.yodel.server.tls.PrivateFile;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Random bytes in a file that only its owner may read, made when they are first needed. */
record SecretFile(Path path, int length) {

  static final String OPTION = "--auth-secret";

  /** What to say of a file that the system does not give: it says no more than its name. */
  static IOException unusable(String option, Path file, FileSystemException e) {
    String why =
        e instanceof NoSuchFileException ? "there is no such file" : "cannot be read or made";
    return new IOException(option + " " + file + ": " + why, e);
  }

  byte[] read(RandomTags random) throws IOException {
    if (!Files.exists(path)) {
      write(random.bytes(length));
    }
    byte[] secret = Files.readAllBytes(path);
    if (secret.length < length) {
      throw new IOException(
          "the secret " + path + " is too short (expected: " + length + " bytes or more)");
    }
    return secret;
  }

  private void write(byte[] secret) throws IOException {
    Path parent = path.toAbsolutePath().getParent();
    if (parent != null) {
      Files.createDirectories(parent);
    }
    Path fresh = path.resolveSibling(path.getFileName() + ".new");
    Files.deleteIfExists(fresh);
    new PrivateFile(fresh).write(secret);
    Files.move(fresh, path);
  }
}
