package dev.yodel.client.terminal;

import dev.yodel.client.WebSocketConnection;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Sends what is to be sent, on a thread of its own, until the input or the connection ends. */
final class Feeder {

  private final Sender sender;
  private final WebSocketConnection connection;
  private final EchoSession session;
  private final Diagnostics diagnostics;

  Feeder(
      Sender sender, WebSocketConnection connection, EchoSession session, Diagnostics diagnostics) {
    this.sender = sender;
    this.connection = connection;
    this.session = session;
    this.diagnostics = diagnostics;
  }

  /** Starts sending as the options say; {@code atEnd} runs when the input has ended. */
  void start(SendArguments send, InputStream in, Runnable atEnd) {
    Thread thread = new Thread(() -> run(send, in, atEnd), "yodel-input");
    thread.setDaemon(true);
    thread.start();
  }

  private void run(SendArguments send, InputStream in, Runnable atEnd) {
    try {
      if (send.every != null) {
        sendEvery(bytes(send.messages.get(0)), send.every);
        return;
      }
      if (send.messages.isEmpty()) {
        sendLines(in);
      } else {
        sendAll(send.messages);
      }
      atEnd.run();
    } catch (IOException unreadable) {
      end("standard input: " + unreadable.getMessage());
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void sendAll(List<String> messages) throws InterruptedException {
    for (String message : messages) {
      sender.send(bytes(message));
    }
  }

  private void sendLines(InputStream in) throws IOException, InterruptedException {
    var lines = new LineReader(in);
    long number = 0;
    for (byte[] line = lines.next(); line != null; line = lines.next()) {
      number++;
      try {
        sender.send(line);
      } catch (IllegalArgumentException malformed) {
        end("line " + number + ": " + malformed.getMessage());
        return;
      }
    }
  }

  private void sendEvery(byte[] message, Duration interval) throws InterruptedException {
    long next = System.nanoTime();
    while (!session.outcome().isDone()) {
      sender.send(message);
      next += interval.toNanos();
      awaitEnd(next - System.nanoTime());
    }
  }

  private void awaitEnd(long nanos) throws InterruptedException {
    try {
      session.outcome().get(Math.max(0, nanos), TimeUnit.NANOSECONDS);
    } catch (TimeoutException next) {
      return;
    } catch (ExecutionException impossible) {
      throw new AssertionError(impossible);
    }
  }

  private void end(String why) {
    diagnostics.say(why);
    session.decide(ExitCode.UNEXPECTED);
    connection.close();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
