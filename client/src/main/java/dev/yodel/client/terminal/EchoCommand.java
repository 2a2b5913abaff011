package dev.yodel.client.terminal;

import dev.yodel.client.ConnectOptions;
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
  private final Diagnostics diagnostics = new Diagnostics(System.err);

  @Override
  public Integer call() throws InterruptedException {
    boolean interactive = terminals.in() && terminals.out() && send.readsInput() && !run.json;
    var display = new TextEvents.Display(send.form, terminals.out(), interactive);
    ConnectOptions options;
    RawRun raw;
    try {
      send.check();
      options = connection.options(url, run.verbose ? new Verbose(System.err) : null);
      raw = new RawRun(run, display, diagnostics);
    } catch (IllegalArgumentException wrong) {
      throw new WrongUsage(wrong.getMessage());
    }
    Feed feed = send.feed(System.in, interactive, new Typed(diagnostics));
    return raw.run(options, feed).code();
  }
}
