package dev.yodel.server.log.sqlite;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * What only the server's own user may read, where the file system knows modes. What is there
 * already keeps the mode that it has.
 */
final class OwnerOnly {

  private OwnerOnly() {}

  /** With these a file is made. */
  static FileAttribute<?>[] file() {
    return mode("rw-------");
  }

  /** Makes a folder, if it is missing, and those around it. */
  static void makeFolder(Path folder) throws IOException {
    Files.createDirectories(folder, mode("rwx------"));
  }

  /**
   * Makes an empty file in place of what is there. SQLite takes it for a new database, and gives
   * its mode to the files beside it.
   */
  static void makeFresh(Path path) throws IOException {
    Files.deleteIfExists(path);
    Files.createFile(path, file());
  }

  private static FileAttribute<?>[] mode(String permissions) {
    boolean posix = FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
    return posix
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
        }
        : new FileAttribute<?>[0];
  }
}
