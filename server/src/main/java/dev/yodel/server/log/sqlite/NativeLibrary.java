package dev.yodel.server.log.sqlite;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where the driver unpacks its native library: beside the log rather than in the system's temporary
 * folder, which may forbid programs, and where every killed server would leave a copy for ever.
 */
final class NativeLibrary {

  /** The driver's own setting; what the operator says there holds. */
  static final String SETTING = "org.sqlite.tmpdir";

  private static final Logger LOG = LoggerFactory.getLogger(NativeLibrary.class);

  private NativeLibrary() {}

  /** Before the first connection of the process; the caller holds the {@link ProcessLock}. */
  static void unpackBeside(LogFile file) {
    if (System.getProperty(SETTING) != null) {
      return;
    }
    Path folder = file.natives();
    try {
      Files.createDirectories(folder);
      try (DirectoryStream<Path> left = Files.newDirectoryStream(folder, "sqlite-*")) {
        for (Path library : left) {
          Files.delete(library);
        }
      }
      System.setProperty(SETTING, folder.toString());
    } catch (IOException e) {
      LOG.warn("native library not beside the log folder={}", folder, e);
    }
  }
}
