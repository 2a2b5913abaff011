package dev.yodel.client.terminal;

import dev.yodel.client.ConnectOptions;
import dev.yodel.client.KeptConnection;
import dev.yodel.client.Return;
import dev.yodel.client.WebSocketClient;
import dev.yodel.client.WebSocketConnection;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** One run of the raw client, from the connection to the exit code. */
final class RawRun {

  /** How long an end waits for the peer's Close, and then for the reader of what came. */
  private static final Duration GRACE = Duration.ofSeconds(2);

  private static final long GOAL_LIMIT_SECONDS = 60;

  private final RunArguments arguments;
  private final TextEvents.Display display;
  private final OutputStream out;
  private final Diagnostics diagnostics;
  private final Goal goal;
  private final @Nullable Stats stats;
  private boolean statsSaid;

  /** Where data goes, and what else is to be said. */
  record Outlets(OutputStream out, Diagnostics diagnostics) {

    /** The standard streams. */
    static Outlets standard() {
      return new Outlets(new FileOutputStream(FileDescriptor.out), new Diagnostics(System.err));
    }
  }

  RawRun(RunArguments arguments, TextEvents.Display display, Outlets outlets) {
    this.arguments = arguments;
    this.display = display;
    this.out = outlets.out();
    this.diagnostics = outlets.diagnostics();
    this.goal = arguments.goal();
    this.stats = arguments.stats ? new Stats(System::nanoTime) : null;
  }

  ExitCode run(ConnectOptions options, Feed feed) throws InterruptedException {
    try (Printer printer = new Printer(out);
        Printer file = new Printer(recordFile());
        WebSocketClient client = WebSocketClient.create()) {
      List<Events> events = events(printer, file);
      var session =
          new RawSession(
              new RawSession.Parts(
                  events, List.of(printer, file), diagnostics, goal, arguments.firstMessages));
      Return policy = arguments.reconnect ? Return.WHEN_WORTH_IT : Return.NEVER;
      KeptConnection kept = KeptConnection.open(client, options, policy, session);
      for (Printer one : List.of(printer, file)) {
        one.whenBroken(() -> unwritable(kept, session));
      }
      var printers = new Printers(printer, file);
      try (Interrupt interrupt = new Interrupt(() -> interrupted(kept, session, printers))) {
        startFeed(kept, session, feed, events);
        ExitCode code = end(session, printers);
        interrupt.disarm();
        return code;
      }
    } catch (IOException unwritable) {
      throw new WrongUsage("--record: " + unwritable.getMessage());
    }
  }

  /**
   * Nothing can be written any more: there is nothing left to do, and no connection to wait for.
   */
  private static void unwritable(KeptConnection kept, RawSession session) {
    session.decide(ExitCode.NORMAL);
    kept.close();
  }

  private ExitCode written(String what, Printer printer, ExitCode code) {
    printer.close();
    return diagnostics.report(what, printer.failure(), code);
  }

  /** With a limit of time, standard output too has to be taken within it. */
  private ExitCode finished(Printer printer, Duration limit, ExitCode code) {
    if (printer.closeWithin(limit)) {
      return code;
    }
    if (code != ExitCode.UNMET) {
      diagnostics.say("timeout: nobody reads standard output");
    }
    return ExitCode.UNMET;
  }

  private record Printers(Printer out, Printer file) {}

  /** Waits for the end and for the readers of what came. */
  private ExitCode end(RawSession session, Printers printers) throws InterruptedException {
    long begin = System.nanoTime();
    ExitCode code = await(session);
    String counted = counted();
    if (arguments.timeout != null) {
      Duration left = arguments.timeout.minusNanos(System.nanoTime() - begin);
      code = finished(printers.out(), left.compareTo(GRACE) > 0 ? left : GRACE, code);
    }
    code = written("standard output", printers.out(), code);
    code = written("--record", printers.file(), code);
    sayStats(counted);
    return code;
  }

  private String counted() {
    return stats == null ? "" : stats.report();
  }

  /** Says once what was counted: at the end or at Ctrl+C, which does not wait for the end. */
  private synchronized void sayStats(String counted) {
    if (!statsSaid) {
      statsSaid = true;
      counted.lines().forEach(diagnostics::say);
    }
  }

  private List<Events> events(Printer printer, Printer file) {
    List<Events> events = new ArrayList<>();
    events.add(
        arguments.json
            ? new JsonEvents(printer, InstantSource.system())
            : new TextEvents(display, printer, diagnostics));
    if (arguments.record != null) {
      events.add(new Recording(file, System::nanoTime));
    }
    if (stats != null) {
      events.add(stats);
    }
    return events;
  }

  private OutputStream recordFile() throws IOException {
    return arguments.record == null
        ? OutputStream.nullOutputStream()
        : new FileOutputStream(arguments.record.toFile());
  }

  private void startFeed(KeptConnection kept, RawSession session, Feed feed, List<Events> events) {
    Thread thread =
        new Thread(
            () -> {
              try {
                feed.run(new Sender(session.link(), events));
                atEnd(kept, session);
              } catch (IOException | RuntimeException | Error unusable) {
                diagnostics.say(String.valueOf(unusable.getMessage()));
                session.decide(ExitCode.UNEXPECTED);
                kept.close();
              } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
              }
            },
            "yodel-input");
    thread.setDaemon(true);
    thread.start();
  }

  private void atEnd(KeptConnection kept, RawSession session) throws InterruptedException {
    switch (arguments.eof()) {
      case CLOSE -> {
        session.link().await();
        kept.close();
      }
      case HALF -> {
        WebSocketConnection connection = session.link().await();
        if (connection != null) {
          connection.shutdownOutput();
        }
      }
      case WAIT -> {
        if (goal.isSet() && arguments.timeout == null) {
          CompletableFuture.delayedExecutor(GOAL_LIMIT_SECONDS, TimeUnit.SECONDS)
              .execute(kept::close);
        }
      }
    }
  }

  private ExitCode await(RawSession session) throws InterruptedException {
    CompletableFuture<ExitCode> outcome = session.outcome();
    try {
      return arguments.timeout == null
          ? outcome.get()
          : outcome.get(arguments.timeout.toNanos(), TimeUnit.NANOSECONDS);
    } catch (ExecutionException impossible) {
      throw new IllegalStateException(impossible);
    } catch (TimeoutException late) {
      String limit = String.valueOf(arguments.timeout).substring(2).toLowerCase(Locale.ROOT);
      diagnostics.say("timeout: not ended within " + limit);
      session.decide(ExitCode.UNMET);
      return ExitCode.UNMET;
    }
  }

  /** Ctrl+C: says goodbye, waits a little for the answer, and writes out what came. */
  private void interrupted(KeptConnection kept, RawSession session, Printers printers) {
    kept.close();
    try {
      session.outcome().get(GRACE.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException | ExecutionException | TimeoutException unanswered) {
      kept.live().ifPresent(WebSocketConnection::abort);
    }
    printers.out().closeWithin(GRACE);
    printers.file().closeWithin(GRACE);
    sayStats(counted());
  }
}
