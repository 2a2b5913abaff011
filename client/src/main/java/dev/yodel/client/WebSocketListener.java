package dev.yodel.client;

import java.time.Duration;

/**
 * What a program hears of one connection.
 *
 * <p>Calls come one at a time, on the connection's event loop: {@link #onOpen} first, then what the
 * peer sends, then {@link #onClose} exactly once and nothing after it. A listener must not block;
 * what it cannot take at once it bounds with {@link WebSocketConnection#pause()}. A listener that
 * throws ends the connection with code 1011.
 */
public interface WebSocketListener {

  /** The handshake is complete. */
  default void onOpen(WebSocketConnection connection) {}

  /** A whole text message. */
  default void onText(WebSocketConnection connection, String text) {}

  /** A whole binary message; the array is the listener's. */
  default void onBinary(WebSocketConnection connection, byte[] bytes) {}

  /** A ping; it is answered without the listener's help. */
  default void onPing(WebSocketConnection connection, byte[] payload) {}

  /** A pong, asked for or not. */
  default void onPong(WebSocketConnection connection, byte[] payload) {}

  /** A ping of this side was answered, one of the heartbeat or of the program. */
  default void onRoundTrip(WebSocketConnection connection, Duration roundTrip) {}

  /** Whether sending keeps up again, or no longer: see {@link WebSocketConnection#isWritable}. */
  default void onWritable(WebSocketConnection connection, boolean writable) {}

  /** The connection has ended. */
  default void onClose(WebSocketConnection connection, Closing closing) {}
}
