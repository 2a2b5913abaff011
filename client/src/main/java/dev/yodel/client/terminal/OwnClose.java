package dev.yodel.client.terminal;

import dev.yodel.client.Closing;
import dev.yodel.client.Closing.Cause;

/**
 * This side's Close frame. The peer's may have crossed it: what is no answer to ours is an end of
 * the peer's own, as it would have been a moment earlier. Safe to use from any thread.
 */
final class OwnClose {

  private static final int NORMAL = 1000;

  private volatile int code = NORMAL;

  /** This side is about to close with another code than 1000. */
  void with(int code) {
    this.code = code;
  }

  /** How it ended: an answer has our own code, 1000 or none. */
  Closing judge(Closing closing) {
    int said = closing.code();
    boolean answered = said == code || said == NORMAL || said == Closing.NO_STATUS;
    return closing.cause() == Cause.SELF && !answered
        ? new Closing(said, closing.reason(), Cause.PEER)
        : closing;
  }
}
