package dev.yodel.server.websocket.frame;

/**
 * A user event: direct memory stays short. Whoever has had a message of {@link #LEAST_BYTES} or
 * more unfinished since the event before, and has not finished it, is closed with 4101; and so is
 * whoever has had so much of the echo lab's answers waiting.
 */
public record MemoryShort() {

  /** Bytes that are worth a connection: {@value}. */
  public static final int LEAST_BYTES = 4096;
}
