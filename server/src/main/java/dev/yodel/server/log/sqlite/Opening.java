package dev.yodel.server.log.sqlite;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.sql.SQLException;
import java.util.function.Supplier;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/**
 * Makes sure that a file is a whole log of this version before anything relies on it. What is not
 * is refused and left as it is; only a file that is missing is made.
 */
final class Opening {

  /** The largest file that is checked page by page at every start. */
  static final long CHECKED_BYTES = 256L << 20;

  private static final String MAGIC = "SQLite format 3\0";
  private static final int APPLICATION_ID_AT = 68;

  /** What to do about a file that is damaged. */
  static final String WAY_OUT =
      "it was left as it is; bring back a copy: yodel server restore FILE,"
          + " or name another file: --log sqlite:PATH";

  private final LogFile file;
  private final Connector connector;

  Opening(LogFile file, Connector connector) {
    this.file = file;
    this.connector = connector;
  }

  /**
   * Leaves a whole log of this version behind. The caller holds the {@link ProcessLock}.
   *
   * @throws LogUnusableException when that cannot be
   */
  void prepare(Supplier<String> epochs) {
    try {
      if (!Files.exists(file.database())) {
        make(epochs);
        return;
      }
      checkHeader(file.database());
      check(file);
    } catch (IOException e) {
      throw unreadable(file, e);
    } catch (SQLException e) {
      throw refusal(file.database(), e);
    }
  }

  /**
   * Refuses a file that is no log, before anything is made beside it. One that a server has open
   * has a lock beside it, and is not looked at.
   */
  static void refuseStranger(LogFile file) {
    if (!Files.exists(file.database()) || Files.exists(file.lock())) {
      return;
    }
    try {
      checkHeader(file.database());
    } catch (IOException e) {
      throw unreadable(file, e);
    }
  }

  private static LogUnusableException unreadable(LogFile file, IOException e) {
    return new LogUnusableException(
        file.database() + ": cannot be read or written", "make it so for the server's user", e);
  }

  /** Whole under another name first: a crash leaves nothing that looks like a log. */
  private void make(Supplier<String> epochs) throws IOException, SQLException {
    if (Files.exists(file.writeAhead())) {
      throw new LogUnusableException(
          file.database() + ": missing, although " + file.writeAhead() + " of it is there",
          WAY_OUT);
    }
    OwnerOnly.makeFresh(file.unfinished());
    try (Database database = connector.open(file.unfinished(), "PRAGMA synchronous = FULL")) {
      Schema.migrate(database);
      database.update("INSERT INTO fact (name, value) VALUES ('epoch', ?)", epochs.get());
    }
    moveIntoPlace(file.unfinished(), file.database());
  }

  /** Moves a closed database, and has the folder remember it. */
  static void moveIntoPlace(Path from, Path to) throws IOException {
    try (FileChannel content = FileChannel.open(from, StandardOpenOption.WRITE)) {
      content.force(true);
    }
    Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
    Path folder = to.getParent();
    if (folder != null && !System.getProperty("os.name", "").startsWith("Windows")) {
      try (FileChannel entries = FileChannel.open(folder, StandardOpenOption.READ)) {
        entries.force(true);
      }
    }
  }

  /** Looks at the first bytes, before SQLite has the file open. */
  static void checkHeader(Path path) throws IOException {
    try (RandomAccessFile content = new RandomAccessFile(path.toFile(), "r")) {
      byte[] magic = new byte[MAGIC.length()];
      boolean whole = content.length() >= 512;
      if (whole) {
        content.readFully(magic);
      }
      if (!whole || !new String(magic, StandardCharsets.ISO_8859_1).equals(MAGIC)) {
        throw new LogUnusableException(path + ": damaged, or not a log of Yodel", WAY_OUT);
      }
      content.seek(APPLICATION_ID_AT);
      if (content.readInt() != Schema.APPLICATION_ID) {
        throw new LogUnusableException(path + ": a database, but not a log of Yodel", WAY_OUT);
      }
    }
  }

  private void check(LogFile existing) throws SQLException {
    try (Database database = connector.writer(existing, Durability.COMMIT)) {
      checkContent(existing.database(), database, Files.size(existing.database()));
      Schema.migrate(database);
    } catch (IOException e) {
      throw new LogUnusableException(existing.database() + ": cannot be read", WAY_OUT, e);
    }
  }

  /** Refuses a database that is damaged or of a newer version. */
  static void checkContent(Path path, Database database, long bytes) throws SQLException {
    if (bytes <= CHECKED_BYTES) {
      String found = database.first("PRAGMA quick_check(1)", row -> row.getString(1));
      if (!"ok".equals(found)) {
        throw new LogUnusableException(path + ": damaged: " + found, WAY_OUT);
      }
    }
    int version = Schema.version(database);
    if (version > Schema.VERSION || version < 1) {
      throw new LogUnusableException(
          path + ": version " + version + " (expected: 1 to " + Schema.VERSION + ")",
          "start the Yodel that wrote it");
    }
    if (database.first("SELECT value FROM fact WHERE name = 'epoch'", row -> row.getString(1))
        == null) {
      throw new LogUnusableException(path + ": damaged: without an epoch", WAY_OUT);
    }
  }

  static LogUnusableException refusal(Path path, SQLException e) {
    if (e instanceof SQLiteException failure) {
      SQLiteErrorCode code = failure.getResultCode();
      boolean damaged = Damage.isDamage(code);
      return new LogUnusableException(
          path + (damaged ? ": damaged: " : ": cannot be used: ") + code.name(),
          damaged ? WAY_OUT : "make it writable for the server's user, on a disk with room",
          e);
    }
    return new LogUnusableException(path + ": cannot be used", WAY_OUT, e);
  }
}
