package dev.yodel.client.terminal;

import dev.yodel.client.Closing;
import dev.yodel.client.ConnectFailure;
import dev.yodel.client.ConnectionState;
import dev.yodel.client.ConnectionState.Closed;
import dev.yodel.client.ConnectionState.Waiting;
import dev.yodel.client.KeptConnection;
import dev.yodel.client.WebSocketConnection;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What the raw client does with what happens: tells those who take note, watches the goal, and
 * settles the exit code once, when it is over.
 */
final class RawSession implements KeptConnection.Listener {

  /** What a session works with. */
  record Parts(
      List<Events> events,
      List<Printer> printers,
      Diagnostics diagnostics,
      Goal goal,
      List<String> first) {}

  private final Parts parts;
  private final Link link = new Link();
  private final CompletableFuture<ExitCode> outcome = new CompletableFuture<>();
  private volatile @Nullable ExitCode decided;
  private ExitCode ended = ExitCode.CLOSED;
  private @Nullable Closing lastClosing;
  private boolean answered;

  RawSession(Parts parts) {
    this.parts = parts;
  }

  Link link() {
    return link;
  }

  /** Settles with the exit code when it is over. */
  CompletableFuture<ExitCode> outcome() {
    return outcome;
  }

  /** Decides the exit code before the end; the first decision holds. */
  synchronized void decide(ExitCode code) {
    if (decided == null) {
      decided = code;
    }
  }

  @Override
  public void onOpen(WebSocketConnection connection) {
    lastClosing = null;
    parts.printers().forEach(printer -> printer.attach(full -> read(connection)));
    tell(events -> events.opened(connection));
    for (String text : parts.first()) {
      tell(events -> events.sent(false, text.getBytes(StandardCharsets.UTF_8)));
      connection.sendText(text);
    }
    link.set(connection);
  }

  /** A printer that is full stops the peer. */
  private synchronized void read(WebSocketConnection connection) {
    if (parts.printers().stream().anyMatch(Printer::isFull)) {
      connection.pause();
    } else {
      connection.resume();
    }
  }

  @Override
  public void onText(WebSocketConnection connection, String text) {
    if (!parts.goal().isMet()) {
      tell(events -> events.text(text));
      see(connection, text);
    }
  }

  @Override
  public void onBinary(WebSocketConnection connection, byte[] bytes) {
    if (!parts.goal().isMet()) {
      tell(events -> events.binary(bytes));
      see(connection, new String(bytes, StandardCharsets.UTF_8));
    }
  }

  @Override
  public void onPing(WebSocketConnection connection, byte[] payload) {
    tell(events -> events.ping(payload));
  }

  @Override
  public void onPong(WebSocketConnection connection, byte[] payload) {
    if (!answered) {
      tell(events -> events.pong(payload));
    }
    answered = false;
  }

  /** Is told just before the pong itself. */
  @Override
  public void onRoundTrip(WebSocketConnection connection, Duration roundTrip) {
    answered = true;
    tell(events -> events.roundTrip(roundTrip));
  }

  @Override
  public void onClose(WebSocketConnection connection, Closing closing) {
    link.set(null);
    Closing how = link.own().judge(closing);
    lastClosing = how;
    tell(events -> events.closed(connection, how));
  }

  @Override
  public void onFailure(ConnectFailure failure) {
    tell(events -> events.failed(failure));
    lastClosing = null; // the code is that of the last end
    ended = parts.diagnostics().report(failure);
  }

  @Override
  public void onState(ConnectionState state) {
    if (state instanceof Waiting waiting) {
      tell(events -> events.waiting(waiting));
    } else if (state instanceof Closed) {
      link.end();
      outcome.complete(decided == null ? codeOfEnd() : decided);
    }
  }

  private ExitCode codeOfEnd() {
    if (lastClosing != null) {
      ended = parts.diagnostics().report(lastClosing);
    }
    if (ended == ExitCode.NORMAL && parts.goal().isSet()) {
      parts.diagnostics().say(parts.goal() + " before the end");
      return ExitCode.UNMET;
    }
    return ended;
  }

  private void see(WebSocketConnection connection, String text) {
    parts.goal().see(text);
    if (parts.goal().isMet()) {
      finish(connection);
    }
  }

  private void finish(WebSocketConnection connection) {
    decide(ExitCode.NORMAL);
    connection.close();
  }

  private void tell(Consumer<Events> call) {
    parts.events().forEach(call);
  }
}
