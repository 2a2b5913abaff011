package dev.yodel.protocol;

/**
 * The close codes that Yodel sends or reports (RFC 6455 section 7.4). The range alone tells a
 * client what to do; see {@link Verdict}.
 */
public enum CloseCode {
  NORMAL(1000, "normal"),
  GOING_AWAY(1001, "going away"),
  PROTOCOL_ERROR(1002, "protocol error"),
  UNSUPPORTED_DATA(1003, "unsupported data"),
  NO_STATUS(1005, "no status received"),
  ABNORMAL(1006, "abnormal closure"),
  INVALID_PAYLOAD(1007, "invalid payload"),
  POLICY_VIOLATION(1008, "policy violation"),
  TOO_BIG(1009, "message too big"),
  INTERNAL_ERROR(1011, "internal error"),
  TRY_AGAIN_LATER(1013, "try again later"),
  BAD_REQUEST(4000, "bad_request"),
  UNAUTHORIZED(4001, "unauthorized"),
  FORBIDDEN(4003, "forbidden"),
  KICKED(4010, "kicked"),
  BANNED(4011, "banned"),
  OVERLOADED(4100, "overloaded"),
  TOO_SLOW(4101, "too_slow"),
  RATE_LIMITED(4102, "rate_limited"),
  TOKEN_EXPIRED(4103, "token_expired"),
  HELLO_TIMEOUT(4104, "hello_timeout"),
  HEARTBEAT_TIMEOUT(4105, "heartbeat_timeout"),
  SERVER_DRAINING(4200, "going_away");

  /**
   * The longest close reason, in bytes of UTF-8 (RFC 6455 section 5.5: 125 less the code's two).
   */
  public static final int MAX_REASON_BYTES = 123;

  /** What a client does after a close. */
  public enum Verdict {
    /** Stops: the conversation ended as agreed. */
    STOP,
    /** Comes back if it still wants to. */
    COME_BACK_IF_WANTED,
    /** Stops and reports a bug. */
    BUG,
    /** Does not come back unchanged. */
    STOP_UNLESS_CHANGED,
    /** Comes back with back-off. */
    BACK_OFF,
    /** Comes back at once, or after the delay of {@code goaway}, and resumes. */
    COME_BACK_AT_ONCE
  }

  private final int code;
  private final String reason;

  CloseCode(int code, String reason) {
    this.code = code;
    this.reason = reason;
  }

  /** The number on the wire. */
  public int code() {
    return code;
  }

  /** The short reason that goes with the code. */
  public String reason() {
    return reason;
  }

  /** The verdict of any code, named here or not, by its range. */
  public static Verdict verdict(int code) {
    return switch (code) {
      case 1000 -> Verdict.STOP;
      case 1001, 1005 -> Verdict.COME_BACK_IF_WANTED;
      case 1006, 1011, 1012, 1013, 1014 -> Verdict.BACK_OFF;
      default -> code < 4000 ? Verdict.BUG : verdictOfPrivateRange(code);
    };
  }

  private static Verdict verdictOfPrivateRange(int code) {
    if (code < 4100) {
      return Verdict.STOP_UNLESS_CHANGED;
    }
    if (code < 4200) {
      return Verdict.BACK_OFF;
    }
    return code < 4300 ? Verdict.COME_BACK_AT_ONCE : Verdict.STOP_UNLESS_CHANGED;
  }
}
