package dev.yodel.client.terminal;

import dev.yodel.client.Closing;
import dev.yodel.client.ConnectFailure;
import dev.yodel.client.Header;
import dev.yodel.client.Refusal;
import java.io.IOException;
import java.io.PrintStream;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Says on standard error what happened, and which exit code that is. Never raw peer text. */
final class Diagnostics {

  private final PrintStream err;

  Diagnostics(PrintStream err) {
    this.err = err;
  }

  /** One line. */
  void say(String line) {
    err.println("yodel: " + Escape.line(line));
    err.flush();
  }

  /** A connection that was not made. */
  ExitCode report(ConnectFailure failure) {
    say(String.valueOf(failure.getMessage()));
    failure.refusal().ifPresent(this::print);
    return code(failure);
  }

  /** The exit code of a connection that was not made. */
  static ExitCode code(ConnectFailure failure) {
    return switch (failure.kind()) {
      case UNREACHABLE, TIMEOUT -> ExitCode.NO_CONNECTION;
      case PROXY -> code(failure, ExitCode.NO_CONNECTION);
      case PROXY_LOGIN -> ExitCode.UNAUTHORIZED;
      case TLS -> ExitCode.TLS;
      case REFUSED -> code(failure, ExitCode.REFUSED);
    };
  }

  /** A connection that ended; silent when it ended as it should. */
  ExitCode report(Closing closing) {
    ExitCode code = code(closing);
    if (code != ExitCode.NORMAL) {
      String reason = closing.reason().isEmpty() ? "" : " " + closing.reason();
      say(who(closing) + ": " + closing.code() + reason);
    }
    return code;
  }

  /** What could not be written to the end; a reader that has gone is an end as good as any. */
  ExitCode report(String what, @Nullable IOException unwritten, ExitCode code) {
    String why = unwritten == null ? "" : String.valueOf(unwritten.getMessage());
    if (unwritten == null || why.toLowerCase(Locale.ROOT).contains("pipe")) {
      return code;
    }
    say(what + ": " + why);
    return code == ExitCode.NORMAL ? ExitCode.UNEXPECTED : code;
  }

  private static ExitCode code(ConnectFailure failure, ExitCode otherwise) {
    return switch (failure.refusal().map(Refusal::status).orElse(0)) {
      case 401, 403, 407 -> ExitCode.UNAUTHORIZED;
      case 429, 503 -> ExitCode.OVERLOADED;
      default -> otherwise;
    };
  }

  /** The exit code of a connection that ended. */
  static ExitCode code(Closing closing) {
    return switch (closing.cause()) {
      case SELF -> ExitCode.NORMAL;
      case HEARTBEAT -> ExitCode.SILENT;
      case PEER -> codeOfPeer(closing.code());
      case UNANSWERED, ABORTED, LOST, VIOLATION -> ExitCode.CLOSED;
    };
  }

  private static ExitCode codeOfPeer(int code) {
    return switch (code) {
      case 1000 -> ExitCode.NORMAL;
      case 4001, 4003 -> ExitCode.UNAUTHORIZED;
      case 1013, 4100, 4102 -> ExitCode.OVERLOADED;
      default -> ExitCode.CLOSED;
    };
  }

  private static String who(Closing closing) {
    return switch (closing.cause()) {
      case PEER -> "closed by the peer";
      case SELF -> "closed";
      case UNANSWERED -> "the peer did not answer the Close frame";
      case ABORTED -> "dropped";
      case LOST -> "connection lost";
      case HEARTBEAT -> "heartbeat lost";
      case VIOLATION -> "closed, the peer broke the protocol or a limit";
    };
  }

  private void print(Refusal refusal) {
    for (Header header : refusal.headers()) {
      boolean secret = header.name().equalsIgnoreCase("Set-Cookie");
      err.println(Escape.line(secret ? header.name() + ": (hidden)" : header.toString()));
    }
    if (!refusal.body().isBlank()) {
      err.println();
      err.println(Escape.lines(refusal.body()));
    }
    err.flush();
  }
}
