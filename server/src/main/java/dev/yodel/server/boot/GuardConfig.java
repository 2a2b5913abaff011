package dev.yodel.server.boot;

import dev.yodel.server.guard.FloodLimits;
import dev.yodel.server.guard.ShedMarks;
import dev.yodel.server.guard.TrustedProxies;

/**
 * What a peer may ask for, and who says which peer it is.
 *
 * @param floods how much of anything a peer may ask for
 * @param proxies who is believed about the addresses of others
 * @param shed from where on load is shed
 */
public record GuardConfig(FloodLimits floods, TrustedProxies proxies, ShedMarks shed) {

  /** What the command line gives when nothing is said. */
  public static GuardConfig defaults() {
    return new GuardConfig(FloodLimits.defaults(), TrustedProxies.none(), ShedMarks.defaults());
  }

  /** The same with other limits. */
  public GuardConfig with(FloodLimits other) {
    return new GuardConfig(other, proxies, shed);
  }

  /** The same with other proxies. */
  public GuardConfig with(TrustedProxies other) {
    return new GuardConfig(floods, other, shed);
  }

  /** The same with other marks. */
  public GuardConfig with(ShedMarks other) {
    return new GuardConfig(floods, proxies, other);
  }
}
