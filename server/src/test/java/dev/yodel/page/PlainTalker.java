package dev.yodel.page;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Somebody without a browser, in the lobby by the plain dialect. */
final class PlainTalker implements AutoCloseable {

  private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();
  private final WebSocket socket;

  PlainTalker(int port) {
    socket =
        HttpClient.newHttpClient()
            .newWebSocketBuilder()
            .connectTimeout(Duration.ofSeconds(10))
            .buildAsync(URI.create("ws://127.0.0.1:" + port + "/ws"), new Ear())
            .join();
  }

  /** Says something and waits until it has come back. */
  void say(String text) throws InterruptedException {
    socket.sendText(text, true).join();
    String back = heard.poll(60, TimeUnit.SECONDS);
    if (!text.equals(back)) {
      throw new AssertionError("heard: " + back + " (expected: " + text + ")");
    }
  }

  /** Says many things, numbered from here on, and waits until all have come back. */
  void sayMany(String words, int first, int count) throws InterruptedException {
    for (int number = first; number < first + count; number++) {
      socket.sendText(words + " " + number, true).join();
    }
    for (int number = first; number < first + count; number++) {
      String back = heard.poll(60, TimeUnit.SECONDS);
      if (!(words + " " + number).equals(back)) {
        throw new AssertionError("heard: " + back + " (expected: " + words + " " + number + ")");
      }
    }
  }

  @Override
  public void close() {
    socket.sendClose(WebSocket.NORMAL_CLOSURE, "").join();
  }

  private final class Ear implements WebSocket.Listener {

    private final StringBuilder message = new StringBuilder();

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
      message.append(data);
      if (last) {
        heard.add(message.toString());
        message.setLength(0);
      }
      from.request(1);
      return null;
    }
  }
}
