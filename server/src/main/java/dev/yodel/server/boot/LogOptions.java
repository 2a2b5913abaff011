package dev.yodel.server.boot;

import dev.yodel.server.boot.LogPlaceConverter.LogPlace;
import dev.yodel.server.log.Retention;
import dev.yodel.server.log.sqlite.Durability;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where events are kept, and how long. */
final class LogOptions {

  @Option(
      names = "--log",
      paramLabel = "WHERE",
      defaultValue = LogPlaceConverter.DEFAULT,
      converter = LogPlaceConverter.class,
      description = "Where events are kept: sqlite:PATH or memory (${DEFAULT-VALUE}).")
  private LogPlace place = new LogPlaceConverter().convert(LogPlaceConverter.DEFAULT);

  @Option(
      names = "--durability",
      paramLabel = "WHAT",
      description = {
        "When a post is acknowledged (commit):",
        "commit, once the disk has it (survives a power cut);",
        "process, once the operating system has it (survives kill -9, not a power cut)."
      })
  private @Nullable Durability durability;

  @Option(
      names = "--keep-messages",
      paramLabel = "N",
      description =
          "Messages kept of a room ("
              + LogConfig.KEPT_IN_FILE
              + "; in memory "
              + LogConfig.KEPT_IN_MEMORY
              + "). Edits and reactions go with theirs and do not count.")
  private @Nullable Integer keepMessages;

  @Option(
      names = "--keep-for",
      paramLabel = "TIME",
      converter = DurationConverter.class,
      description = "How long a message is kept (for ever, as far as --keep-messages goes).")
  private @Nullable Duration keepFor;

  @Option(
      names = "--log-memory",
      paramLabel = "SIZE",
      converter = SizeConverter.OfMemory.class,
      description =
          "Memory that events may take with --log memory (one "
              + LogConfig.PART_OF_HEAP
              + "th of the JVM's heap); then the largest rooms lose their older halves.")
  private @Nullable Long memory;

  LogConfig toConfig() {
    boolean inMemory = place.file().isEmpty();
    ServerConfig.expect(
        durability == null || !inMemory, "--durability", durability, "only with --log sqlite:PATH");
    ServerConfig.expect(
        memory == null || inMemory, "--log-memory", memory, "only with --log memory");
    ServerConfig.expect(
        memory == null || memory >= LogConfig.LEAST_MEMORY,
        "--log-memory",
        memory,
        "at least " + LogConfig.LEAST_MEMORY + " bytes");
    int kept = inMemory ? LogConfig.KEPT_IN_MEMORY : LogConfig.KEPT_IN_FILE;
    ServerConfig.expect(
        keepMessages == null || keepMessages > 0, "--keep-messages", keepMessages, "at least 1");
    ServerConfig.expect(keepFor == null || !keepFor.isZero(), "--keep-for", keepFor, "more than 0");
    Retention retention = new Retention(keepMessages == null ? kept : keepMessages, keepFor);
    Durability survives = durability == null ? Durability.COMMIT : durability;
    LogConfig config = new LogConfig(place.file().orElse(null), survives, retention);
    return memory == null ? config : config.withMemory(memory);
  }
}
