package dev.yodel.client.terminal;

import dev.yodel.client.ConnectFailure;
import dev.yodel.client.ConnectOptions;
import dev.yodel.client.WebSocketClient;
import dev.yodel.client.WebSocketConnection;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
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
      "  yodel echo -m hi --count 1 --timeout 2s       exit 0 if an answer comes, else 9",
      "  echo '48 69' | yodel echo --binary --as hex   bytes out, bytes back",
    })
final class EchoCommand implements Callable<Integer> {

  private static final Duration INTERRUPT_LIMIT = Duration.ofSeconds(2);

  @Parameters(
      arity = "0..1",
      paramLabel = "URL",
      defaultValue = "ws://localhost:8080/echo",
      description = "ws://… or wss://… (default ${DEFAULT-VALUE}).")
  private String url = "";

  @Mixin private ConnectionArguments connectionArguments = new ConnectionArguments();
  @Mixin private SendArguments send = new SendArguments();

  @Option(
      names = {"-n", "--count"},
      paramLabel = "N",
      description = "Closes after N received messages; exit code 9 if fewer come.")
  private long count;

  @Option(
      names = {"-t", "--timeout"},
      paramLabel = "TIME",
      description = "Exit code 9 if this has not ended by then.")
  private @Nullable Duration timeout;

  private final Terminals terminals = Terminals.ofProcess();
  private final Diagnostics diagnostics = new Diagnostics(System.err);

  @Override
  public Integer call() throws InterruptedException {
    ConnectOptions options = checkedOptions();
    long deadline = timeout == null ? Long.MAX_VALUE : System.nanoTime() + timeout.toNanos();
    boolean interactive = terminals.in() && terminals.out() && send.messages.isEmpty();
    try (Printer printer = new Printer(new FileOutputStream(FileDescriptor.out));
        WebSocketClient client = WebSocketClient.create()) {
      var display = new EchoSession.Display(send.form, terminals.out(), interactive);
      var session = new EchoSession(display, printer, diagnostics, count);
      var connecting = client.connect(options, session);
      return run(connecting, session, printer, deadline).code();
    }
  }

  private ExitCode run(
      CompletableFuture<WebSocketConnection> connecting,
      EchoSession session,
      Printer printer,
      long deadline)
      throws InterruptedException {
    try (Interrupt interrupt = new Interrupt(() -> interrupted(connecting, session, printer))) {
      WebSocketConnection connection = await(connecting, deadline);
      var sender = new Sender(connection, send.binary, send.form);
      var feeder = new Feeder(sender, connection, session, diagnostics);
      feeder.start(send, System.in, () -> connection.close());
      ExitCode code = await(session.outcome(), deadline);
      interrupt.disarm();
      return code;
    } catch (TimeoutException late) {
      connecting.cancel(false);
      diagnostics.say("timeout: not ended within " + timeout);
      return ExitCode.UNMET;
    } catch (ExecutionException failed) {
      if (failed.getCause() instanceof ConnectFailure failure) {
        return diagnostics.report(failure);
      }
      throw new IllegalStateException(failed.getCause());
    }
  }

  private static <T> T await(CompletableFuture<T> future, long deadline)
      throws InterruptedException, ExecutionException, TimeoutException {
    return deadline == Long.MAX_VALUE
        ? future.get()
        : future.get(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
  }

  /** Ctrl+C: says goodbye, waits a little for the answer, and writes out what came. */
  private static void interrupted(
      CompletableFuture<WebSocketConnection> connecting, EchoSession session, Printer printer) {
    if (!connecting.isDone() || connecting.isCompletedExceptionally()) {
      return;
    }
    connecting.join().close();
    try {
      session.outcome().get(INTERRUPT_LIMIT.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException | ExecutionException | TimeoutException unanswered) {
      connecting.join().abort();
    }
    printer.close();
  }

  private ConnectOptions checkedOptions() {
    try {
      send.check();
      if (count < 0) {
        throw new IllegalArgumentException("--count: " + count + " (expected: 1 or more)");
      }
      return connectionArguments.options(url);
    } catch (IllegalArgumentException wrong) {
      throw new WrongUsage(wrong.getMessage());
    }
  }
}
