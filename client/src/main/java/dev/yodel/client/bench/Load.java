package dev.yodel.client.bench;

/** When messages leave. */
public sealed interface Load {

  /**
   * As answers come: each connection (in a room: each poster) has so many messages on their way.
   * What a slow server gets is less load.
   */
  record Closed(int depth) implements Load {

    /** The most. */
    public static final int MAX_DEPTH = 10_000;

    public Closed {
      if (depth < 1 || depth > MAX_DEPTH) {
        throw new IllegalArgumentException(
            "depth: " + depth + " (expected: 1 to " + MAX_DEPTH + ")");
      }
    }
  }

  /**
   * On schedule, whatever the server does; all connections together.
   *
   * @param perSecond messages, in a room posts
   */
  record Open(double perSecond) implements Load {

    /** The most. */
    public static final double MAX_RATE = 10_000_000;

    public Open {
      if (!(perSecond >= 0.01 && perSecond <= MAX_RATE)) {
        throw new IllegalArgumentException(
            "rate: " + perSecond + " (expected: 0.01 to 10000000 a second)");
      }
    }
  }
}
