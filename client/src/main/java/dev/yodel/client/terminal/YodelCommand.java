package dev.yodel.client.terminal;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.AutoComplete.GenerateCompletion;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** The terminal client's command line. */
@Command(
    name = "yodel",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    subcommands = {
      ChatCommand.class,
      EchoCommand.class,
      ReplayCommand.class,
      BenchCommand.class,
      ConformanceCommand.class,
      RehearseCommand.class,
      GenerateCompletion.class
    },
    description = "Speaks WebSocket from the terminal.",
    footer = {
      "",
      "Exit codes:",
      "   0 normal end               6 authentication refused",
      "   1 unexpected error         7 closed with another code than 1000, or lost",
      "   2 wrong usage              8 heartbeat lost",
      "   3 no connection            9 expectation not met, or timeout",
      "   4 TLS failed              10 rate limited or overloaded",
      "   5 handshake refused       11 a rule of the RFC was broken (conformance)",
      "                            130 Ctrl+C",
      "",
      "Completion for bash and zsh:  source <(yodel generate-completion)",
      "'yodel COMMAND --help' shows a command's options and examples.",
    })
public final class YodelCommand implements Runnable {

  private static final int HELP_WIDTH = 100;

  private static final String COMMANDS = "(expected: chat, echo, replay, bench or conformance)";

  /** What stands for a byte that is not of the locale's encoding. */
  private static final char LOST = '\ufffd';

  /** Netty's events for the flight recorder: to have it loaded costs a start 50 ms. */
  private static final String RECORDER_EVENTS = "io.netty.jfr.enabled";

  /** Runs the command and exits with its code. */
  public static void main(String[] arguments) {
    if (System.getProperty(RECORDER_EVENTS) == null) {
      System.setProperty(RECORDER_EVENTS, "false");
    }
    var out = StandardOutput.install();
    ExitCode wrong = checkEncoding(arguments);
    int code = wrong != null ? wrong.code() : commandLine().execute(arguments);
    System.out.flush();
    boolean said = said(out);
    System.exit(code == 0 && !said ? ExitCode.UNEXPECTED.code() : code);
  }

  private static boolean said(StandardOutput out) {
    var diagnostics = new Diagnostics(System.err);
    return diagnostics.report("standard output", out.failure(), ExitCode.NORMAL) == ExitCode.NORMAL;
  }

  /** What the locale could not say is lost before the program begins, and must not be sent. */
  private static @Nullable ExitCode checkEncoding(String[] arguments) {
    for (String argument : arguments) {
      if (argument.indexOf(LOST) >= 0) {
        String locale = System.getProperty("sun.jnu.encoding", "unknown");
        String advice =
            locale.equalsIgnoreCase(StandardCharsets.UTF_8.name())
                ? "U+FFFD, which stands for bytes that are none, through standard input"
                : "the locale's encoding is " + locale + ": set LC_ALL=C.UTF-8";
        new Diagnostics(System.err)
            .say("argument \"" + argument + "\" (expected: UTF-8; " + advice + ")");
        return ExitCode.USAGE;
      }
    }
    return null;
  }

  static CommandLine commandLine() {
    return new CommandLine(new YodelCommand())
        .setUsageHelpWidth(HELP_WIDTH)
        .setCaseInsensitiveEnumValuesAllowed(true)
        .registerConverter(Duration.class, new DurationConverter())
        .registerConverter(Pattern.class, new PatternConverter())
        .setParameterExceptionHandler((wrong, arguments) -> usage(wrong, wrong.getCommandLine()))
        .setExecutionExceptionHandler(YodelCommand::failure);
  }

  @Override
  public void run() {
    throw new WrongUsage("no command " + COMMANDS);
  }

  private static int failure(Exception failure, CommandLine line, ParseResult result) {
    if (failure instanceof WrongUsage) {
      return usage(failure, line);
    }
    new Diagnostics(System.err).say("unexpected error: " + failure);
    return ExitCode.UNEXPECTED.code();
  }

  /** One line instead of the whole help. */
  private static int usage(Exception wrong, CommandLine line) {
    var diagnostics = new Diagnostics(System.err);
    diagnostics.say(
        wrong instanceof UnmatchedArgumentException unknown && line.getParent() == null
            ? "no command \"" + unknown.getUnmatched().get(0) + "\" " + COMMANDS
            : String.valueOf(wrong.getMessage()));
    diagnostics.say("'" + line.getCommandSpec().qualifiedName() + " --help' shows the usage");
    return ExitCode.USAGE.code();
  }
}
