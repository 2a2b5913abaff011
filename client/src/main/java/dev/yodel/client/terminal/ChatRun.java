package dev.yodel.client.terminal;

import dev.yodel.client.ChatFailure;
import dev.yodel.client.ChatOptions;
import dev.yodel.client.ConnectionState.Live;
import dev.yodel.client.YodelClient;
import dev.yodel.client.terminal.ChatActs.Parts;
import dev.yodel.client.terminal.LineEditor.Interrupted;
import dev.yodel.protocol.ErrorCode;
import dev.yodel.protocol.RoomName;
import dev.yodel.protocol.ServerMessage.Joined;
import dev.yodel.protocol.ServerMessage.Receipt;
import dev.yodel.protocol.ServerMessage.Welcome;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/** One run of the chat, from the connection to the exit code. */
final class ChatRun {

  /** How long a goodbye waits for what was written last. */
  private static final long GOODBYE_MILLIS = 2_000;

  private final Plan plan;
  private final StateFolder state;
  private final Diagnostics diagnostics = new Diagnostics(System.err);

  /**
   * What was asked for.
   *
   * @param last how many messages a room begins with
   */
  record Plan(
      ChatOptions options, List<RoomName> rooms, int last, RunArguments.Eof eof, Manner manner) {}

  /** How one talks. */
  enum Manner {
    /** A script's lines. */
    PIPED,
    /** Lines that somebody types on a terminal without a prompt. */
    PLAIN,
    /** On a terminal with a prompt. */
    LIVE;

    static Manner of(boolean typed, boolean live) {
      return live ? LIVE : typed ? PLAIN : PIPED;
    }
  }

  /** One conversation and what serves it. */
  private record Talk(
      YodelClient client,
      ChatDesk desk,
      ChatEnd end,
      ChatActs acts,
      ChatPost post,
      List<CompletableFuture<Joined>> joins)
      implements AutoCloseable {
    @Override
    public void close() {
      client.close();
    }
  }

  ChatRun(Plan plan, StateFolder state) {
    this.plan = plan;
    this.state = state;
  }

  ExitCode run() throws InterruptedException, IOException {
    ChatOptions options = plan.options();
    String kept = keptToken(options);
    if (kept != null && options.name() != null) {
      var end = new ChatEnd(diagnostics, true);
      ExitCode code = run(options.withToken(kept), end);
      if (!end.tokenUnknown()) {
        return code;
      }
      state.remember(options.connect().uri(), options.name().value(), null);
    }
    return run(options, new ChatEnd(diagnostics, false));
  }

  /** Who one was the last time; a token that was given goes before. */
  private @Nullable String keptToken(ChatOptions options) {
    return options.name() == null || options.token() != null
        ? null
        : state.token(options.connect().uri(), options.name().value()).orElse(null);
  }

  private ExitCode run(ChatOptions options, ChatEnd end) throws InterruptedException, IOException {
    var board = new ChatBoard();
    Clock clock = Clock.system(ZoneId.systemDefault());
    if (plan.manner() == Manner.LIVE) {
      var wording = new Wording(Palette.of(System.getenv()), clock, true);
      try (var screen = new LiveScreen(new ChatCompleter(board::vocabulary), state.history());
          Talk talk = talk(options, end, board, screen, wording)) {
        return live(talk, screen);
      }
    }
    var wording = new Wording(new Palette(false), clock, false);
    try (var printer = new Printer(new FileOutputStream(FileDescriptor.out));
        Talk talk = talk(options, end, board, new PlainScreen(printer, diagnostics), wording)) {
      return piped(talk, printer);
    }
  }

  private Talk talk(
      ChatOptions options, ChatEnd end, ChatBoard board, ChatScreen screen, Wording wording) {
    var desk = new ChatDesk(board, screen, wording, end);
    plan.rooms().forEach(board::enter);
    YodelClient client = YodelClient.open(options, desk);
    var post = new ChatPost(client, screen, wording);
    var acts = new ChatActs(new Parts(client, board, desk, screen, wording), post, plan.last());
    List<CompletableFuture<Joined>> joins = plan.rooms().stream().map(acts::ask).toList();
    return new Talk(client, desk, end, acts, post, joins);
  }

  /** Whether the server let us in; a name that is taken can be changed on a terminal. */
  private boolean begins(Talk talk) {
    boolean begun = talk.end().begun().join();
    if (begun) {
      remember(talk);
    }
    return begun;
  }

  private void remember(Talk talk) {
    Welcome welcome = talk.end().welcome();
    if (welcome != null && plan.options().name() != null) {
      state.remember(
          plan.options().connect().uri(), welcome.user().name().value(), welcome.resume());
    }
  }

  private ExitCode live(Talk talk, LiveScreen screen) throws InterruptedException {
    if (!begins(talk)) {
      ChatFailure refused = talk.end().refusal();
      if (refused == null || !refused.code().equals(Optional.of(ErrorCode.NAME_TAKEN))) {
        return talk.end().report();
      }
      talk.desk().notice(refused.getMessage() + ": /nick takes another one");
    }
    talk.desk().prompt();
    try {
      for (String line = screen.read(); line != null; line = screen.read()) {
        if (line.strip().equalsIgnoreCase(ChatVerb.QUIT.word())) {
          break;
        }
        if (!line.isBlank()) {
          talk.acts().obey(line.stripTrailing());
        }
      }
    } catch (Interrupted controlC) {
      return ExitCode.INTERRUPTED;
    }
    remember(talk);
    return goodbye(talk);
  }

  private static ExitCode goodbye(Talk talk) throws InterruptedException {
    if (talk.client().state() instanceof Live) {
      talk.post().awaitAnswers(GOODBYE_MILLIS);
      return ExitCode.NORMAL;
    }
    return talk.end().over().isDone() ? talk.end().code() : ExitCode.NORMAL;
  }

  private ExitCode piped(Talk talk, Printer printer) throws InterruptedException {
    if (!begins(talk)) {
      return talk.end().report();
    }
    if (plan.manner() == Manner.PLAIN) {
      Welcome welcome = talk.end().welcome();
      String self = welcome == null ? "nobody" : welcome.user().name().value();
      diagnostics.say("connected as " + self + " (/help lists commands, Ctrl+D ends)");
    }
    var outcome = new CompletableFuture<ExitCode>();
    talk.end().over().thenAccept(code -> ended(talk, outcome));
    printer.attach(talk.client()::pause);
    printer.whenBroken(() -> outcome.complete(ExitCode.NORMAL));
    Thread feed = new Thread(() -> feed(talk, outcome), "yodel-input");
    feed.setDaemon(true);
    try (Interrupt interrupt = new Interrupt(() -> interrupted(talk, printer))) {
      feed.start();
      ExitCode code = outcome.join();
      interrupt.disarm();
      printer.close();
      return diagnostics.report("standard output", printer.failure(), code);
    }
  }

  /** An end that this side did not ask for; how its own goodbye ends is of no importance. */
  private void ended(Talk talk, CompletableFuture<ExitCode> outcome) {
    if (!outcome.isDone()) {
      ExitCode code = talk.end().report();
      boolean lost = plan.manner() == Manner.PIPED && !talk.post().isDone();
      outcome.complete(code == ExitCode.NORMAL && lost ? ExitCode.UNEXPECTED : code);
    }
  }

  private void feed(Talk talk, CompletableFuture<ExitCode> outcome) {
    try {
      for (CompletableFuture<Joined> join : talk.joins()) {
        join.get();
      }
      talk.end().awaitLive(plan.rooms().size(), GOODBYE_MILLIS);
      boolean whole = new ChatInput(talk.acts(), talk.post(), diagnostics).read(Terminals.input());
      if (!whole || plan.eof() == RunArguments.Eof.CLOSE) {
        talk.post().awaitAnswers(ChatInput.FOREVER_MILLIS);
        Receipt last = talk.post().lastReceipt();
        if (last != null) {
          talk.end().awaitSeen(last, GOODBYE_MILLIS);
        }
        boolean failed = plan.manner() == Manner.PIPED && !talk.post().isDone();
        outcome.complete(failed || !whole ? ExitCode.UNEXPECTED : ExitCode.NORMAL);
      }
    } catch (ExecutionException refused) {
      outcome.complete(
          refused.getCause() instanceof ChatFailure why
              ? ChatEnd.codeOf(why)
              : ExitCode.UNEXPECTED);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private static void interrupted(Talk talk, Printer printer) {
    talk.close();
    printer.closeWithin(Duration.ofMillis(GOODBYE_MILLIS));
  }
}
