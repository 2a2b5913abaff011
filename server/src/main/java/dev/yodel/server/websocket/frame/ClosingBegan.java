package dev.yodel.server.websocket.frame;

/**
 * A user event: the closing handshake of a connection began. Comes at most once; no message follows
 * it.
 *
 * @param code the code of the first close frame, 1005 where the peer's had none
 * @param reason the reason of the first close frame, as it is: a peer's may hold anything
 * @param by who began
 */
public record ClosingBegan(int code, String reason, By by) {

  /** Who began to close. */
  public enum By {
    /** The peer sent the first close frame. */
    PEER,
    /** The server did, on its own account. */
    SERVER,
    /** The server did, because the peer broke the protocol. */
    VIOLATION
  }
}
