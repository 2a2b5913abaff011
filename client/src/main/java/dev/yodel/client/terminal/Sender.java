package dev.yodel.client.terminal;

import dev.yodel.client.WebSocketConnection;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;

/**
 * Sends lines as messages, no faster than the peer takes them: at most {@value #MAX_BYTES} bytes
 * wait to be written. Used by one thread.
 */
final class Sender {

  private static final int MAX_BYTES = 1 << 20;
  private static final int MIN_CHARGE = 64;

  private final WebSocketConnection connection;
  private final boolean binary;
  private final Form form;
  private final Semaphore room = new Semaphore(MAX_BYTES);

  Sender(WebSocketConnection connection, boolean binary, Form form) {
    this.connection = connection;
    this.binary = binary;
    this.form = form;
  }

  /**
   * Sends one line; waits while too much waits.
   *
   * @throws IllegalArgumentException for a line that cannot be sent as asked
   */
  void send(byte[] line) throws InterruptedException {
    int charge = Math.min(MAX_BYTES, Math.max(MIN_CHARGE, line.length));
    if (binary) {
      byte[] bytes = form.decode(line);
      room.acquire(charge);
      settle(connection.sendBinary(bytes), charge);
    } else {
      String text = text(line);
      room.acquire(charge);
      settle(connection.sendText(text), charge);
    }
  }

  private void settle(CompletableFuture<Void> sent, int charge) {
    sent.whenComplete((done, failure) -> room.release(charge));
  }

  private static String text(byte[] line) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(line)).toString();
    } catch (CharacterCodingException malformed) {
      throw new IllegalArgumentException("not UTF-8 (expected: text, or --binary)", malformed);
    }
  }
}
