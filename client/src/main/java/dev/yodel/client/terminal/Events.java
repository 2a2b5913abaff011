package dev.yodel.client.terminal;

import dev.yodel.client.Closing;
import dev.yodel.client.ConnectFailure;
import dev.yodel.client.ConnectionState.Waiting;
import dev.yodel.client.WebSocketConnection;
import java.time.Duration;

/**
 * Takes note of what happens on a raw connection; called on its event loop, but for {@code sent}
 * and {@code awaitRoom}.
 */
interface Events {

  default void opened(WebSocketConnection connection) {}

  default void text(String text) {}

  default void binary(byte[] bytes) {}

  default void ping(byte[] payload) {}

  default void roundTrip(Duration roundTrip) {}

  /** A pong that answers no ping of the program's own. */
  default void pong(byte[] payload) {}

  default void waiting(Waiting waiting) {}

  default void closed(WebSocketConnection connection, Closing closing) {}

  default void failed(ConnectFailure failure) {}

  /** Whoever sends waits here before each message until it can be noted. */
  default void awaitRoom() throws InterruptedException {}

  /** A message was handed over to be sent; called by whoever sends. */
  default void sent(boolean binary, byte[] bytes) {}
}
