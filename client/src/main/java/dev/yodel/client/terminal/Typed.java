package dev.yodel.client.terminal;

import dev.yodel.client.WebSocketConnection;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Obeys the commands that are typed between messages, each a {@link RawVerb}. */
final class Typed {

  private final Diagnostics diagnostics;

  Typed(Diagnostics diagnostics) {
    this.diagnostics = diagnostics;
  }

  /** Obeys a command and returns null, or returns the message that the line is. */
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
        obey(connection, text);
      } catch (IllegalArgumentException wrong) {
        diagnostics.say(String.valueOf(wrong.getMessage()));
      }
    }
    return null;
  }

  private void obey(WebSocketConnection connection, String text) {
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
      case CLOSE -> close(connection, rest.strip());
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

  private static void close(WebSocketConnection connection, String rest) {
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
    connection.close(Integer.parseInt(code), space < 0 ? "" : rest.substring(space + 1));
  }
}
