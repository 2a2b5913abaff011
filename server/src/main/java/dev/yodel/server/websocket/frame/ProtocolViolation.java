package dev.yodel.server.websocket.frame;

import dev.yodel.protocol.CloseCode;

/** What a peer did against the protocol, as the close frame that answers it. */
final class ProtocolViolation extends Exception {

  private static final long serialVersionUID = 1L;

  private final CloseCode code;
  private final String reason;

  /** Carries no stack: a hostile peer would have it filled in a million times. */
  private ProtocolViolation(CloseCode code, String reason) {
    super(reason, null, false, false);
    this.code = code;
    this.reason = reason;
  }

  static ProtocolViolation protocol(String reason) {
    return new ProtocolViolation(CloseCode.PROTOCOL_ERROR, reason);
  }

  static ProtocolViolation payload(String reason) {
    return new ProtocolViolation(CloseCode.INVALID_PAYLOAD, reason);
  }

  static ProtocolViolation tooBig(String reason) {
    return new ProtocolViolation(CloseCode.TOO_BIG, reason);
  }

  CloseCode code() {
    return code;
  }

  String reason() {
    return reason;
  }
}
