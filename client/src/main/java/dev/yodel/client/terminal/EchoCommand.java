package dev.yodel.client.terminal;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.yodel.client.ConnectOptions;
import dev.yodel.client.ConnectOptions.Route;
import dev.yodel.client.terminal.RawRun.Outlets;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** The raw client: lines in, messages out. */
@Command(
    name = "echo",
    aliases = "connect",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    sortOptions = false,
    description = "Sends lines as messages and prints what comes back.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  yodel echo ws://localhost:8080/echo           type a line, see the answer; Ctrl+D closes",
      "  printf 'a\\nb\\n' | yodel echo                  two messages, two answers on stdout",
      "  yodel echo --every 1s -m 'hello, server!'     once a second until Ctrl+C",
      "  yodel echo -m hi --expect '^hi$' --timeout 2s exit 0 if it comes back, else 9",
      "  echo '48 69' | yodel echo --binary --as hex   bytes out, bytes back",
      "  yodel echo --bearer env:TOKEN --ca ca.pem wss://host/ws",
      "  yodel echo --json --reconnect < /dev/null     every event, one JSON object a line",
    })
final class EchoCommand implements Callable<Integer> {

  @Parameters(
      arity = "0..1",
      paramLabel = "URL",
      defaultValue = "ws://localhost:8080/echo",
      description = "ws://… or wss://… (default ${DEFAULT-VALUE}).")
  private String url = "";

  @Mixin private ConnectionArguments connection = new ConnectionArguments();
  @Mixin private SendArguments send = new SendArguments();
  @Mixin private RunArguments run = new RunArguments();

  private final Terminals terminals = Terminals.ofProcess();

  @Override
  public Integer call() throws InterruptedException, IOException {
    boolean interactive = terminals.in() && terminals.out() && send.readsInput() && !run.json;
    ConnectOptions options;
    try {
      send.check();
      run.goal();
      options = connection.options(url, null);
    } catch (IllegalArgumentException wrong) {
      throw new WrongUsage(wrong.getMessage());
    }
    var display = new TextEvents.Display(send.form, terminals.out(), interactive);
    if (interactive && !Palette.isDumb(System.getenv())) {
      return edited(options, display).code();
    }
    Outlets outlets = Outlets.standard();
    Feed feed =
        send.feed(Terminals.input(), interactive, new Typed(outlets.diagnostics(), interactive));
    return new RawRun(run, display, outlets).run(watched(options, System.err), feed).code();
  }

  /** On a terminal: the line that is typed stays below what comes and what is to be said. */
  private ExitCode edited(ConnectOptions options, TextEvents.Display display)
      throws InterruptedException, IOException {
    Path history = StateFolder.of(System.getenv()).rawHistory();
    try (var editor = new LineEditor(RawVerb::complete, history)) {
      PrintStream err =
          Terminals.hasErr() ? new PrintStream(editor.above(), true, UTF_8) : System.err;
      var diagnostics = new Diagnostics(err);
      Feed feed = new TypedFeed(editor, send, new Typed(diagnostics, true), diagnostics);
      return new RawRun(run, display, new Outlets(editor.above(), diagnostics))
          .run(watched(options, err), feed);
    }
  }

  private ConnectOptions watched(ConnectOptions options, PrintStream err) {
    Route route = options.route();
    return run.verbose
        ? options.with(new Route(route.tls(), route.proxy(), new Verbose(err)))
        : options;
  }
}
