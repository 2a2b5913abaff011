package dev.yodel.client.terminal;

import dev.yodel.client.ChatFailure;
import dev.yodel.client.Closing;
import dev.yodel.client.ConnectFailure;
import dev.yodel.client.ConnectionState;
import dev.yodel.protocol.ErrorCode;
import dev.yodel.protocol.RoomEvent;
import dev.yodel.protocol.RoomName;
import dev.yodel.protocol.ServerMessage.Receipt;
import dev.yodel.protocol.ServerMessage.Welcome;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Knows how the chat ended, and what the exit code says of it. Safe to use from any thread. */
final class ChatEnd {

  private final Diagnostics diagnostics;
  private final boolean keptToken;
  private final CompletableFuture<Boolean> begun = new CompletableFuture<>();
  private final CompletableFuture<ExitCode> over = new CompletableFuture<>();
  private final Map<String, Long> seen = new HashMap<>();
  private final Set<String> live = new HashSet<>();
  private @Nullable ConnectFailure failure;
  private @Nullable Closing closing;
  private @Nullable ChatFailure refusal;
  private @Nullable Welcome welcome;

  /**
   * An end that is still to come.
   *
   * @param keptToken whether the token is that of an earlier run, which the user did not give
   */
  ChatEnd(Diagnostics diagnostics, boolean keptToken) {
    this.diagnostics = diagnostics;
    this.keptToken = keptToken;
  }

  /** Settles once the server let us in, with true, or once it is clear that it did not. */
  CompletableFuture<Boolean> begun() {
    return begun;
  }

  /** Settles with the exit code of an end that this side did not ask for. */
  CompletableFuture<ExitCode> over() {
    return over;
  }

  synchronized boolean wasLive() {
    return welcome != null;
  }

  /** The last welcome. */
  synchronized @Nullable Welcome welcome() {
    return welcome;
  }

  /** Why the server does not take this name or token; null if it does. */
  synchronized @Nullable ChatFailure refusal() {
    return refusal;
  }

  /** Whether the server does not know the token of an earlier run: one can come without it. */
  synchronized boolean tokenUnknown() {
    return keptToken
        && welcome == null
        && refusal != null
        && refusal.code().equals(Optional.of(ErrorCode.UNAUTHORIZED));
  }

  synchronized void onWelcome(Welcome granted) {
    welcome = granted;
    refusal = null;
    begun.complete(true);
  }

  /** Before the first welcome there is no coming back: the program ends. */
  synchronized void onState(ConnectionState state) {
    boolean closed = state instanceof ConnectionState.Closed;
    if (closed || (welcome == null && state instanceof ConnectionState.Waiting)) {
      begun.complete(false);
      over.complete(code());
    }
  }

  synchronized void onRefused(ChatFailure why) {
    refusal = why;
  }

  synchronized void onConnectFailure(ConnectFailure why) {
    failure = why;
    closing = null;
  }

  synchronized void onDisconnect(Closing how) {
    closing = how;
    failure = null;
  }

  synchronized void onSeen(RoomEvent event) {
    seen.merge(event.at().room().key(), event.at().seq(), Math::max);
    notifyAll();
  }

  synchronized void onLive(RoomName room) {
    live.add(room.key());
    notifyAll();
  }

  /** Waits until so many rooms have shown what they begin with, at most so long. */
  synchronized void awaitLive(int rooms, long millis) throws InterruptedException {
    long deadline = System.nanoTime() + millis * 1_000_000;
    long left = millis;
    while (live.size() < rooms && left > 0) {
      wait(left);
      left = (deadline - System.nanoTime()) / 1_000_000;
    }
  }

  /** Waits until an event that was posted has come back, at most so long. */
  synchronized void awaitSeen(Receipt receipt, long millis) throws InterruptedException {
    long deadline = System.nanoTime() + millis * 1_000_000;
    long left = millis;
    while (seen.getOrDefault(receipt.room().key(), 0L) < receipt.seq() && left > 0) {
      wait(left);
      left = (deadline - System.nanoTime()) / 1_000_000;
    }
  }

  /** The exit code of the last end. */
  synchronized ExitCode code() {
    if (refusal != null) {
      return codeOf(refusal);
    }
    if (failure != null) {
      return Diagnostics.code(failure);
    }
    return closing == null ? ExitCode.NORMAL : Diagnostics.code(closing);
  }

  /** Says how it ended. */
  synchronized ExitCode report() {
    if (tokenUnknown()) {
      diagnostics.say("this server does not know you any more: you come as somebody new");
    } else if (refusal != null) {
      diagnostics.say("refused: " + refusal.getMessage());
    } else if (failure != null) {
      diagnostics.report(failure);
    } else if (closing != null) {
      diagnostics.report(closing);
    }
    return code();
  }

  /** The exit code of what the server refuses. */
  static ExitCode codeOf(ChatFailure refused) {
    return refused.code().map(ChatEnd::codeOf).orElse(ExitCode.CLOSED);
  }

  private static ExitCode codeOf(ErrorCode refused) {
    return switch (refused) {
      case UNAUTHORIZED, FORBIDDEN, BANNED -> ExitCode.UNAUTHORIZED;
      case OVERLOADED, RATE_LIMITED, STORAGE_UNAVAILABLE -> ExitCode.OVERLOADED;
      default -> ExitCode.REFUSED;
    };
  }
}
