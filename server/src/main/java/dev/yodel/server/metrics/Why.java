package dev.yodel.server.metrics;

import java.util.Locale;

/** Why a connection, a request or an upgrade was refused: few words, so that series stay few. */
public enum Why {
  /** No connection more, in all. */
  MAX_CONNECTIONS,
  /** No connection more of this address. */
  MAX_CONNECTIONS_PER_ADDRESS,
  /** Too many new connections of this address. */
  CONNECTS_PER_ADDRESS,
  /** Too many upgrades of this address. */
  HANDSHAKES_PER_ADDRESS,
  /** Too many upgrades in all. */
  HANDSHAKES_PER_SECOND,
  /** A trusted proxy's line or headers are missing, wrong, or say two things. */
  PROXY,
  /** Plain text on a port of TLS. */
  PLAINTEXT,
  /** No TLS handshake that holds. */
  TLS,
  /** No HTTP/1 that can be read with certainty. */
  MALFORMED,
  /** A request line, a header or a body over its limit. */
  TOO_LARGE,
  /** Half a request, and then nothing. */
  TOO_SLOW,
  /** A Host that is missing or somebody else's. */
  HOST,
  /** Another site's page. */
  ORIGIN,
  /** No upgrade by the rules of RFC 6455. */
  HANDSHAKE,
  /** No WebSocket on this path. */
  PATH,
  /** None of the subprotocols spoken here. */
  SUBPROTOCOL,
  /** No token where one is needed, or one that proves nothing or too little. */
  TOKEN,
  /** A parameter that is unknown or wrong. */
  PARAMETER,
  /** The echo lab was asked to refuse, or by somebody it does not serve. */
  LAB,
  /** Load is shed. */
  OVERLOADED,
  /** The server stops. */
  DRAINING;

  /** What logs and metrics call it. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
