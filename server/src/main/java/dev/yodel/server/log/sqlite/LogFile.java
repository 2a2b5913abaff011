package dev.yodel.server.log.sqlite;

import java.io.IOException;
import java.nio.file.Path;

/**
 * Where a log lies, and what lies beside it.
 *
 * @param database the database itself; never opened with anything but SQLite while it is in use,
 *     because closing it would drop the locks of the whole process
 */
public record LogFile(Path database) {

  /** Makes the path absolute, so that it is named whole in every message. */
  public LogFile {
    database = database.toAbsolutePath().normalize();
    if (database.getFileName() == null) {
      throw new LogUnusableException(
          database + ": is not a file", "name a file: --log sqlite:PATH");
    }
  }

  /** Held locked for as long as a server uses the database. */
  Path lock() {
    return beside(".lock");
  }

  /** The secret of the tokens that this log's users come back with. */
  public Path key() {
    return beside(".key");
  }

  /** What was committed and is not yet in the database itself. */
  Path writeAhead() {
    return beside("-wal");
  }

  /** The index of {@link #writeAhead()}. */
  Path sharedMemory() {
    return beside("-shm");
  }

  /** A new database until it is whole. */
  Path unfinished() {
    return beside(".new");
  }

  /** Where the driver unpacks its native library. */
  Path natives() {
    return beside(".native");
  }

  /** The file of this name with something appended. */
  Path beside(String suffix) {
    return database.resolveSibling(database.getFileName() + suffix);
  }

  /** Makes the folder, if it is missing. */
  void makeFolder() {
    Path folder = database.getParent();
    try {
      if (folder != null) {
        OwnerOnly.makeFolder(folder);
      }
    } catch (IOException e) {
      throw new LogUnusableException(
          folder + ": the folder of the log cannot be made",
          "make it writable, or name another: --log sqlite:PATH",
          e);
    }
  }
}
