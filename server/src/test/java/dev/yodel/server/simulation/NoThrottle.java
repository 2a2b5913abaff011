package dev.yodel.server.simulation;

import dev.yodel.server.chat.Throttle;

/** A connection that is read whatever happens: what comes waits in the session. */
record NoThrottle() implements Throttle {
  @Override
  public void budget(boolean exhausted) {}

  @Override
  public void rate(boolean tooFast) {}

  @Override
  public void entering(boolean slowly) {}
}
