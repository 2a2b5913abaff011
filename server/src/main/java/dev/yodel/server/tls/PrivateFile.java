package dev.yodel.server.tls;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** A file that only its owner may read, from its first byte on. */
public record PrivateFile(Path path) {

  /**
   * Makes it.
   *
   * @throws java.nio.file.FileAlreadyExistsException if it is there
   */
  public void write(byte[] bytes) throws IOException {
    if (FileSystems.getDefault().supportedFileAttributeViews().contains("posix")) {
      Files.createFile(
          path, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    } else {
      Files.createFile(path);
    }
    Files.write(path, bytes);
  }
}
