package dev.yodel.server.log.sqlite;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.SQLException;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Copies of a log: taken while a server writes it, brought back while none does.
 *
 * <p>The file alone is not a copy: what was committed last is still in the write-ahead file.
 */
public final class Copies {

  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);
  private static final String NOTHING_DONE = "nothing was done";

  private final LogFile file;
  private final Connector connector = Connector.driver();

  /** Copies of and for this log. */
  public Copies(LogFile file) {
    this.file = file;
  }

  /**
   * Writes the log as it is at one moment into a new file. A server may write on; it only cannot
   * empty its write-ahead file meanwhile.
   *
   * @return its size in bytes
   * @throws LogUnusableException when there is no log, or something in its place
   */
  public long backUp(Path target) {
    Path copy = target.toAbsolutePath().normalize();
    if (Files.exists(copy)) {
      throw new LogUnusableException(copy + ": exists", "name a file that does not");
    }
    if (!Files.exists(file.database())) {
      throw new LogUnusableException(file.database() + ": missing", "name it: --log sqlite:PATH");
    }
    Path unfinished = copy.resolveSibling(copy.getFileName() + ".new");
    try {
      Opening.checkHeader(file.database());
      copy(file.database(), unfinished);
      try (Database database = connector.open(unfinished, "PRAGMA query_only = ON")) {
        Opening.checkContent(unfinished, database, 0);
      }
      Opening.moveIntoPlace(unfinished, copy);
      return Files.size(copy);
    } catch (IOException e) {
      throw new LogUnusableException(copy + ": cannot be written", NOTHING_DONE, e);
    } catch (SQLException e) {
      throw Opening.refusal(file.database(), e);
    }
  }

  private void copy(Path from, Path to) throws IOException, SQLException {
    OwnerOnly.makeFresh(to);
    try (Database database = connector.open(from)) {
      database.update("VACUUM INTO ?", to.toString());
    }
  }

  /**
   * Puts a copy in the log's place, under a new epoch: clients that saw more than the copy has
   * learn that they did. What was there before stays, under another name.
   *
   * @return where it is; empty if there was nothing
   * @throws LogUnusableException when the copy is none, or a server has the log
   */
  public Optional<Path> restore(Path copy, Supplier<String> epochs, Clock clock) {
    Path source = copy.toAbsolutePath().normalize();
    if (!Files.isRegularFile(source)) {
      throw new LogUnusableException(source + ": missing", "name a copy that backup wrote");
    }
    ProcessLock lock = ProcessLock.take(file);
    try {
      prepare(source, epochs);
      return replace("before-" + STAMP.format(clock.instant()));
    } catch (IOException e) {
      throw new LogUnusableException(
          file.database() + ": cannot be written", "make the folder writable, with room", e);
    } catch (SQLException e) {
      throw Opening.refusal(source, e);
    } finally {
      lock.close();
    }
  }

  private void prepare(Path source, Supplier<String> epochs) throws IOException, SQLException {
    Opening.checkHeader(source);
    Path unfinished = file.unfinished();
    copy(source, unfinished);
    try (Database database = connector.open(unfinished, "PRAGMA synchronous = FULL")) {
      Opening.checkContent(unfinished, database, 0);
      Schema.migrate(database);
      database.update("UPDATE fact SET value = ? WHERE name = 'epoch'", epochs.get());
    }
  }

  /** At every moment there is a whole log under the name: the old one, then the new one. */
  private Optional<Path> replace(String suffix) throws IOException {
    Path old = file.beside("." + suffix);
    boolean existed = Files.exists(file.database());
    if (existed) {
      emptyWriteAhead();
      keep(file.database(), old);
    }
    if (Files.exists(file.writeAhead())) {
      existed = true;
      Files.move(file.writeAhead(), file.beside("." + suffix + "-wal"));
    }
    Files.deleteIfExists(file.sharedMemory());
    Opening.moveIntoPlace(file.unfinished(), file.database());
    return existed ? Optional.of(old) : Optional.empty();
  }

  /** Makes the old file whole by itself; a damaged one is kept with its write-ahead file. */
  private void emptyWriteAhead() {
    try (Database database = connector.open(file.database())) {
      database.emptiesWriteAhead(Connector.BUSY_MILLIS);
    } catch (SQLException e) {
      // It is replaced because it is damaged.
    }
  }

  private static void keep(Path from, Path to) throws IOException {
    try {
      Files.createLink(to, from);
    } catch (UnsupportedOperationException e) {
      Files.copy(from, to, StandardCopyOption.COPY_ATTRIBUTES);
    }
  }
}
