package dev.yodel.server.websocket;

import dev.yodel.server.metrics.Why;
import io.netty.channel.Channel;

/** Decides whether a well-formed upgrade may be granted now. */
@FunctionalInterface
public interface Admission {

  /**
   * Lets an upgrade pass; asked before anything is made or proved for it.
   *
   * @throws Refusal if it may not be granted
   */
  void check(Endpoint endpoint, Upgrade upgrade);

  /**
   * Takes a connection whose upgrade is about to be granted.
   *
   * @throws Refusal if the server is told to stop
   */
  default void admit(Channel channel) {}

  /** An upgrade was refused, here or for its form. */
  default void onRefused(Channel channel, Why why) {}
}
