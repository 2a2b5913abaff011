package dev.yodel.client;

import java.time.Duration;

/** Passes everything on to another listener. */
class ForwardingListener implements WebSocketListener {

  private final WebSocketListener next;

  ForwardingListener(WebSocketListener next) {
    this.next = next;
  }

  @Override
  public void onOpen(WebSocketConnection connection) {
    next.onOpen(connection);
  }

  @Override
  public void onText(WebSocketConnection connection, String text) {
    next.onText(connection, text);
  }

  @Override
  public void onBinary(WebSocketConnection connection, byte[] bytes) {
    next.onBinary(connection, bytes);
  }

  @Override
  public void onPing(WebSocketConnection connection, byte[] payload) {
    next.onPing(connection, payload);
  }

  @Override
  public void onPong(WebSocketConnection connection, byte[] payload) {
    next.onPong(connection, payload);
  }

  @Override
  public void onRoundTrip(WebSocketConnection connection, Duration roundTrip) {
    next.onRoundTrip(connection, roundTrip);
  }

  @Override
  public void onWritable(WebSocketConnection connection, boolean writable) {
    next.onWritable(connection, writable);
  }

  @Override
  public void onClose(WebSocketConnection connection, Closing closing) {
    next.onClose(connection, closing);
  }
}
