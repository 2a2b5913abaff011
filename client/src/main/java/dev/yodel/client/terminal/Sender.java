package dev.yodel.client.terminal;

import dev.yodel.client.WebSocketConnection;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/**
 * Sends lines as messages on the connection of the moment, no faster than the peer takes them: at
 * most {@value #MAX_BYTES} bytes wait to be written; and no faster than those who take note can.
 * Used by one thread.
 */
final class Sender {

  private static final int MAX_BYTES = 1 << 20;
  private static final int MIN_CHARGE = 64;

  private final Link link;
  private final List<Events> events;
  private final Semaphore room = new Semaphore(MAX_BYTES);

  Sender(Link link, List<Events> events) {
    this.link = link;
    this.events = events;
  }

  /** The connection of the moment, waited for; null when it is over. */
  @Nullable WebSocketConnection connection() throws InterruptedException {
    return link.await();
  }

  Link link() {
    return link;
  }

  /**
   * Sends one message; waits while too much waits.
   *
   * @return false when it is over
   * @throws IllegalArgumentException for text that is not UTF-8
   */
  boolean send(boolean binary, byte[] bytes) throws InterruptedException {
    String text = binary ? "" : text(bytes);
    int charge = Math.min(MAX_BYTES, Math.max(MIN_CHARGE, bytes.length));
    for (Events event : events) {
      event.awaitRoom();
    }
    room.acquire(charge);
    WebSocketConnection connection = link.await();
    if (connection == null) {
      return false;
    }
    events.forEach(event -> event.sent(binary, bytes));
    CompletableFuture<Void> sent =
        binary ? connection.sendBinary(bytes) : connection.sendText(text);
    sent.whenComplete((done, failure) -> room.release(charge));
    return true;
  }

  private static String text(byte[] line) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(line)).toString();
    } catch (CharacterCodingException malformed) {
      throw new IllegalArgumentException("not UTF-8 (expected: text, or --binary)", malformed);
    }
  }
}
