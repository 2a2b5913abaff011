package dev.yodel.server.chat;

/** Stops and resumes the reading of a connection. Called by its owner. */
public interface Throttle {

  /** As many posts as allowed wait for the log. */
  void budget(boolean exhausted);

  /** It sends faster than it may. */
  void rate(boolean tooFast);
}
