package dev.yodel.client;

import io.netty.buffer.ByteBuf;

/**
 * Hears messages as the bytes that came, without a string or an array for each: for a program that
 * takes very many. {@link #onText} and {@link #onBinary} are not called.
 */
public interface BufferListener extends WebSocketListener {

  /**
   * A whole message. A text is not checked to be UTF-8.
   *
   * @param bytes to be read during the call only
   */
  void onMessage(WebSocketConnection connection, ByteBuf bytes, boolean text);
}
