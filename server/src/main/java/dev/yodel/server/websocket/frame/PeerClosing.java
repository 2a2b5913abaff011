package dev.yodel.server.websocket.frame;

import dev.yodel.server.owner.OwnedBy;

/**
 * A user event: the peer sent a close frame, which is not yet answered. The peer says nothing more
 * but still reads, so a handler that owes it something may put the answer off until that is sent
 * (RFC 6455 section 5.5.1). Any close frame of ours is the answer then.
 */
@OwnedBy(OwnedBy.Kind.LOOP)
public final class PeerClosing {

  private final Runnable answer;
  private boolean putOff;

  PeerClosing(Runnable answer) {
    this.answer = answer;
  }

  /** Leaves it to the caller to run the answer, on the connection's loop. */
  public Runnable putOff() {
    putOff = true;
    return answer;
  }

  boolean isPutOff() {
    return putOff;
  }
}
