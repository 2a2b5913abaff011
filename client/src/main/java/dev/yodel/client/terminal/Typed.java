package dev.yodel.client.terminal;

import dev.yodel.client.WebSocketConnection;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Obeys the commands that are typed between messages, each a {@link RawVerb}. */
final class Typed {

  private final Diagnostics diagnostics;
  private final boolean lenient;

  /**
   * Obeys nothing yet.
   *
   * @param lenient whether what is wrong is said and passed over: somebody types
   */
  Typed(Diagnostics diagnostics, boolean lenient) {
    this.diagnostics = diagnostics;
    this.lenient = lenient;
  }

  /**
   * Obeys a command and returns null, or returns the message that the line is.
   *
   * @throws IllegalArgumentException for a command that is wrong, unless lenient
   */
  byte @Nullable [] obey(Sender sender, byte[] line) throws InterruptedException {
    String text = new String(line, StandardCharsets.UTF_8);
    if (!text.startsWith("/")) {
      return line;
    }
    if (text.startsWith("//")) {
      return text.substring(1).getBytes(StandardCharsets.UTF_8);
    }
    WebSocketConnection connection = sender.connection();
    if (connection != null) {
      try {
        obey(sender.link().own(), connection, text);
      } catch (IllegalArgumentException wrong) {
        if (!lenient) {
          throw wrong;
        }
        diagnostics.say(String.valueOf(wrong.getMessage()));
      }
    }
    return null;
  }

  private void obey(OwnClose own, WebSocketConnection connection, String text) {
    int space = text.indexOf(' ');
    String command = space < 0 ? text : text.substring(0, space);
    String rest = space < 0 ? "" : text.substring(space + 1);
    RawVerb verb =
        RawVerb.of(command)
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        command + " (expected: " + RawVerb.usage() + "; // for /)"));
    switch (verb) {
      case PING -> ping(connection, rest);
      case PONG -> connection.pong(rest.getBytes(StandardCharsets.UTF_8));
      case CLOSE -> close(own, connection, rest.strip());
    }
  }

  private void ping(WebSocketConnection connection, String payload) {
    if (!payload.isEmpty()) {
      connection.ping(payload.getBytes(StandardCharsets.UTF_8));
      return;
    }
    connection
        .ping()
        .thenAccept(
            roundTrip ->
                diagnostics.say(
                    "pong after " + TimeUnit.NANOSECONDS.toMicros(roundTrip.toNanos()) + " µs"));
  }

  private static void close(OwnClose own, WebSocketConnection connection, String rest) {
    if (rest.isEmpty()) {
      connection.close();
      return;
    }
    int space = rest.indexOf(' ');
    String code = space < 0 ? rest : rest.substring(0, space);
    if (!code.matches("\\d{4}")) {
      throw new IllegalArgumentException(
          "/close: \"" + code + "\" (expected: a code such as 1000)");
    }
    int number = Integer.parseInt(code);
    connection.close(number, space < 0 ? "" : rest.substring(space + 1));
    own.with(number);
  }
}
