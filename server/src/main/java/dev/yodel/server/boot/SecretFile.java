package dev.yodel.server.boot;

import dev.yodel.server.tls.PrivateFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Random bytes in a file that only its owner may read, made when they are first needed. */
record SecretFile(Path path, int length) {

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
