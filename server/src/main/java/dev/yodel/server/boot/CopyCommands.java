package dev.yodel.server.boot;

import dev.yodel.server.boot.LogPlaceConverter.LogPlace;
import dev.yodel.server.log.sqlite.Copies;
import dev.yodel.server.log.sqlite.LogFile;
import dev.yodel.server.log.sqlite.LogUnusableException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Subcommands that copy a log and bring a copy back. */
abstract class CopyCommands implements Callable<Integer> {

  @Spec private @Nullable CommandSpec spec;

  @Option(
      names = "--log",
      paramLabel = "WHERE",
      defaultValue = LogPlaceConverter.DEFAULT,
      converter = LogPlaceConverter.class,
      description = "The log, as the server was told (${DEFAULT-VALUE}).")
  private LogPlace place = new LogPlaceConverter().convert(LogPlaceConverter.DEFAULT);

  @Override
  public Integer call() {
    LogFile log =
        place
            .file()
            .orElseThrow(
                () ->
                    new ParameterException(
                        spec().commandLine(), "--log: memory (expected: sqlite:PATH)"));
    try {
      out().println(copy(log));
      return 0;
    } catch (LogUnusableException e) {
      spec().commandLine().getErr().println("yodel-server: " + e.getMessage());
      return 1;
    }
  }

  /** Does it, and says what was done. */
  abstract String copy(LogFile log);

  private CommandSpec spec() {
    return Objects.requireNonNull(spec);
  }

  private PrintWriter out() {
    return spec().commandLine().getOut();
  }

  /** Takes a copy. */
  @Command(
      name = "backup",
      mixinStandardHelpOptions = true,
      usageHelpAutoWidth = true,
      description = "Copies the log into a new file; the server may run.")
  static final class Backup extends CopyCommands {

    @Parameters(paramLabel = "FILE", description = "The copy; must not exist.")
    private Path target = Path.of("");

    @Override
    String copy(LogFile log) {
      long bytes = new Copies(log).backUp(target);
      return "copied " + log.database() + " to " + target + ", " + bytes + " bytes";
    }
  }

  /** Brings a copy back. */
  @Command(
      name = "restore",
      mixinStandardHelpOptions = true,
      usageHelpAutoWidth = true,
      description = {
        "Puts a copy in the log's place; the server must not run.",
        "The log gets a new epoch, so that clients which saw more than the copy has",
        "learn that they did. What was there before is kept under another name."
      })
  static final class Restore extends CopyCommands {

    @Parameters(paramLabel = "FILE", description = "A copy that backup wrote.")
    private Path source = Path.of("");

    @Override
    String copy(LogFile log) {
      Optional<Path> before =
          new Copies(log).restore(source, () -> new RandomTags().of(13), Clock.systemUTC());
      return "restored "
          + log.database()
          + " from "
          + source
          + before.map(path -> "; what was there before is " + path).orElse("");
    }
  }
}
