package dev.yodel.server.metrics;

/** What happens to connections, named; safe to call from any thread. */
public interface ServerMetrics {

  /** A WebSocket opened at an endpoint. */
  void opened(String endpoint);

  /**
   * A WebSocket of an endpoint is gone.
   *
   * @param code that ended it; 1006 for none
   * @param byPeer whether the peer chose the code
   */
  void closed(String endpoint, int code, boolean byPeer);

  /** A limit was reached, by its option's name without dashes in front. */
  void limitHit(String limit);

  /** A connection, a request or an upgrade was refused. */
  void refused(Why why);

  /** A request of a chat client was answered with an error, by its code's name on the wire. */
  void failed(String code);

  /**
   * The log answered a post.
   *
   * @param nanos from the append on
   * @param kept whether the event is in the log
   */
  void logged(long nanos, boolean kept);

  /** An HTTP answer other than a 101. */
  void answered(int status);

  /**
   * A connection to the TLS port: {@code ok}, {@code failed}, {@code lost} or {@code plaintext}.
   */
  void tlsHandshake(String result);
}
