package dev.yodel.client;

/**
 * How a connection ended.
 *
 * @param code the peer's close code (RFC 6455 section 7.4), 1005 if its Close frame carried none,
 *     1006 if there was no Close frame; for {@link Cause#VIOLATION} the code that was sent to it
 * @param reason the text that goes with the code; from the peer, so not to be trusted, or ours
 * @param cause who ended it
 */
public record Closing(int code, String reason, Cause cause) {

  /** No status in the Close frame (RFC 6455 section 7.1.5). */
  public static final int NO_STATUS = 1005;

  /** No Close frame at all (RFC 6455 section 7.1.5). */
  public static final int ABNORMAL = 1006;

  /** Who ended a connection. */
  public enum Cause {
    /** The peer sent the first Close frame. */
    PEER,
    /** This side sent the first Close frame and the peer answered it. */
    SELF,
    /** This side sent a Close frame that the peer did not answer in time. */
    UNANSWERED,
    /** This side dropped the connection without a Close frame. */
    ABORTED,
    /** The connection broke without a Close frame. */
    LOST,
    /** The peer was silent for longer than the heartbeat allows. */
    HEARTBEAT,
    /** The peer broke the protocol or a limit of this side. */
    VIOLATION
  }

  /** Whether both sides exchanged Close frames. */
  public boolean isClean() {
    return cause == Cause.PEER || cause == Cause.SELF;
  }
}
