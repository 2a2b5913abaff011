package dev.yodel.server.lab;

/**
 * How the server ends a connection.
 *
 * @param code on the wire; 0 closes TCP without a close frame
 */
public record Ending(int code) {

  /** TCP is closed and no close frame goes before. */
  public static final Ending WITHOUT_FRAME = new Ending(0);

  /** Whether a close frame is sent. */
  public boolean hasFrame() {
    return code != 0;
  }

  /** Whether a peer may put the code into a close frame (RFC 6455 section 7.4). */
  public static boolean mayBeSent(int code) {
    return (code >= 1000 && code <= 1003)
        || (code >= 1007 && code <= 1014)
        || (code >= 3000 && code <= 4999);
  }
}
