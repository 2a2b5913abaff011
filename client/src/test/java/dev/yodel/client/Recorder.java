package dev.yodel.client;

import java.util.HexFormat;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/** Writes down what a listener hears, one line a call, and notices calls on two threads at once. */
final class Recorder implements WebSocketListener {

  private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();
  private final AtomicBoolean inside = new AtomicBoolean();

  /** The next call, waited for. */
  String next() throws InterruptedException {
    String line = heard.poll(30, TimeUnit.SECONDS);
    return line == null ? "(nothing)" : line;
  }

  boolean isEmpty() {
    return heard.isEmpty();
  }

  @Override
  public void onOpen(WebSocketConnection connection) {
    write("open");
  }

  @Override
  public void onText(WebSocketConnection connection, String text) {
    write("text " + text);
  }

  @Override
  public void onBinary(WebSocketConnection connection, byte[] bytes) {
    write("binary " + HexFormat.of().formatHex(bytes));
  }

  @Override
  public void onPing(WebSocketConnection connection, byte[] payload) {
    write("ping " + new String(payload, java.nio.charset.StandardCharsets.UTF_8));
  }

  @Override
  public void onClose(WebSocketConnection connection, Closing closing) {
    write("close " + closing.code() + " " + closing.reason() + " " + closing.cause());
  }

  private void write(String line) {
    if (!inside.compareAndSet(false, true)) {
      heard.add("(two calls at once)");
    }
    heard.add(line);
    inside.set(false);
  }
}
