package dev.yodel.server.boot;

import dev.yodel.server.log.Retention;
import dev.yodel.server.log.sqlite.Durability;
import dev.yodel.server.log.sqlite.LogFile;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Where the events of rooms are kept, and how.
 *
 * @param file null keeps them in memory
 * @param durability what an acknowledged event survives; means nothing in memory
 */
public record LogConfig(@Nullable LogFile file, Durability durability, Retention retention) {

  /** Messages of one room that a file keeps. */
  static final int KEPT_IN_FILE = 100_000;

  /** Messages of one room that memory keeps. */
  static final int KEPT_IN_MEMORY = 10_000;

  /** Events that end with the process: what a server in a test has. */
  public static LogConfig inMemory() {
    return new LogConfig(null, Durability.PROCESS, new Retention(KEPT_IN_MEMORY, null));
  }

  /** Events in a file. */
  public static LogConfig in(Path file, Durability durability) {
    return new LogConfig(new LogFile(file), durability, new Retention(KEPT_IN_FILE, null));
  }
}
