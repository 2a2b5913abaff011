package dev.yodel.server.websocket.lab;

import dev.yodel.server.owner.Crowd;
import dev.yodel.server.owner.OwnedBy;

/**
 * Lets a connection make {@value #MOST_BYTES} bytes of answers without a break, or one answer that
 * is larger; for more it waits its turn in the crowd, so that the loop's other connections are
 * served in between. What is made counts, not what leaves: compressed, a large answer is small.
 */
@OwnedBy(OwnedBy.Kind.LOOP)
final class AnswerTurns {

  static final int MOST_BYTES = 1 << 20;

  private final Crowd crowd;
  private int left = MOST_BYTES;
  private boolean awaited;

  AnswerTurns(Crowd crowd) {
    this.crowd = crowd;
  }

  /**
   * Whether an answer of so many bytes may be made now. If not, what is given runs when it may be,
   * which can be before this returns.
   */
  boolean take(int bytes, Runnable goOn) {
    if (bytes > left) {
      await(bytes, goOn);
      return false;
    }
    left -= bytes;
    return true;
  }

  private void await(int bytes, Runnable goOn) {
    awaited = true;
    crowd.takeWhole(
        () -> {
          awaited = false;
          left = Math.max(MOST_BYTES, bytes);
          goOn.run();
        });
  }

  /** Whether a turn was asked for and has not come. */
  boolean isAwaited() {
    return awaited;
  }
}
