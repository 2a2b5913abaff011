package dev.yodel.server.auth;

/** A token that proves nothing; its message is fit for the peer's eyes. */
public final class UnauthorizedException extends Exception {

  private static final long serialVersionUID = 1L;

  private final String explanation;

  public UnauthorizedException(String explanation) {
    super(explanation);
    this.explanation = explanation;
  }

  /** What was wrong, and what was expected. */
  public String explanation() {
    return explanation;
  }
}
