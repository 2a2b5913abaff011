package dev.yodel.server.chat;

/** Stops and resumes the reading of a connection. Called by its owner. */
public interface Throttle {

  /** As many posts as allowed wait for the log. */
  void budget(boolean exhausted);

  /** It sends faster than it may. */
  void rate(boolean tooFast);

  /** It says more while it enters the rooms of its {@code hello}. */
  void entering(boolean slowly);

  /**
   * It posted, or did what counts as a post.
   *
   * @return for how many nanoseconds nobody of its address may post again
   */
  default long posted(long nowNanos) {
    return 0;
  }
}
