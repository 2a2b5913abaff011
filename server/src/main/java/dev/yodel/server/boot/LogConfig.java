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
 * @param memory bytes that events may take in memory; means nothing in a file
 */
public record LogConfig(
    @Nullable LogFile file, Durability durability, Retention retention, long memory) {

  /** Messages of one room that a file keeps. */
  static final int KEPT_IN_FILE = 100_000;

  /** Messages of one room that memory keeps. */
  static final int KEPT_IN_MEMORY = 10_000;

  /**
   * What a log in memory takes of the JVM's heap where nothing else is said: one part of {@value}.
   */
  static final int PART_OF_HEAP = 4;

  /** The least that a log in memory is given: {@value} bytes. */
  static final int LEAST_MEMORY = 1 << 20;

  /** A log with the usual share of memory. */
  public LogConfig(@Nullable LogFile file, Durability durability, Retention retention) {
    this(file, durability, retention, Runtime.getRuntime().maxMemory() / PART_OF_HEAP);
  }

  /** Events that end with the process: what a server in a test has. */
  public static LogConfig inMemory() {
    return new LogConfig(null, Durability.PROCESS, new Retention(KEPT_IN_MEMORY, null));
  }

  LogConfig withMemory(long bytes) {
    return new LogConfig(file, durability, retention, bytes);
  }

  /** Events in a file. */
  public static LogConfig in(Path file, Durability durability) {
    return new LogConfig(new LogFile(file), durability, new Retention(KEPT_IN_FILE, null));
  }
}
