package dev.yodel.server.websocket;

import dev.yodel.server.metrics.Why;

/** Decides whether a well-formed upgrade may be granted now. */
@FunctionalInterface
public interface Admission {

  /**
   * Lets an upgrade pass.
   *
   * @throws Refusal if it may not be granted
   */
  void check(Endpoint endpoint, Upgrade upgrade);

  /** An upgrade was refused, here or for its form. */
  default void onRefused(Why why) {}
}
