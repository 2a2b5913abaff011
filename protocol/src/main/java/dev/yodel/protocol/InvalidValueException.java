package dev.yodel.protocol;

/**
 * A value that breaks a rule of the protocol; its message gives the value, then the expectation.
 */
public final class InvalidValueException extends IllegalArgumentException {

  private static final long serialVersionUID = 1L;

  private final ErrorCode code;
  private final String explanation;

  public InvalidValueException(ErrorCode code, String message) {
    super(message);
    this.code = code;
    this.explanation = message;
  }

  /** The error that a peer is told. */
  public ErrorCode code() {
    return code;
  }

  /** The value, then the expectation: fit for the peer's eyes. */
  public String explanation() {
    return explanation;
  }
}
