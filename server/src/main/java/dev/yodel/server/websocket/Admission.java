package dev.yodel.server.websocket;

/** Decides whether a well-formed upgrade may be granted now. */
@FunctionalInterface
public interface Admission {

  /**
   * Lets an upgrade pass.
   *
   * @throws Refusal if it may not be granted
   */
  void check(Endpoint endpoint, Upgrade upgrade);
}
