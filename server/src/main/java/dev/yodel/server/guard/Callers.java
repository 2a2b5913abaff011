package dev.yodel.server.guard;

import dev.yodel.server.owner.OwnedBy;
import java.net.InetAddress;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The addresses that are connected, or were a moment ago. Asked when a connection comes and goes,
 * and for each request that a proxy's headers bring, never for a message.
 */
@OwnedBy(OwnedBy.Kind.ANY)
public final class Callers {

  private final FloodLimits limits;
  private final Map<AddressKey, Caller> known = new ConcurrentHashMap<>();

  public Callers(FloodLimits limits) {
    this.limits = limits;
  }

  /** Whether a new connection of an address is heard: it has not had too many this second. */
  boolean mayConnect(InetAddress address, long nowNanos) {
    Caller caller = find(address, nowNanos);
    return caller == null || caller.mayConnect(nowNanos);
  }

  /** Counts a connection in; null for an address that has no limits. */
  @Nullable Caller enter(InetAddress address, long nowNanos) {
    return find(address, nowNanos, 1);
  }

  /** What an address has taken, no connection counted; null for one that has no limits. */
  @Nullable Caller find(InetAddress address, long nowNanos) {
    return find(address, nowNanos, 0);
  }

  private @Nullable Caller find(InetAddress address, long nowNanos, int more) {
    if (address.isLoopbackAddress() && !limits.loopback()) {
      return null;
    }
    return known.compute(
        AddressKey.of(address),
        (key, before) -> {
          Caller caller = before == null ? new Caller(limits.address(), nowNanos) : before;
          caller.count(more);
          return caller;
        });
  }

  /** Counts a connection out that was counted in. */
  void leave(InetAddress address) {
    known.computeIfPresent(
        AddressKey.of(address),
        (key, caller) -> {
          caller.count(-1);
          return caller;
        });
  }

  /** Whether an address has more connections than it may. */
  boolean isOver(Caller caller) {
    int max = limits.address().connections();
    return max > 0 && caller.connections() > max;
  }

  /** Forgets addresses that are gone and owe nothing. */
  public void sweep(long nowNanos) {
    for (AddressKey key : known.keySet()) {
      known.computeIfPresent(key, (k, caller) -> caller.isForgettable(nowNanos) ? null : caller);
    }
  }

  /** How many addresses are known. */
  public int size() {
    return known.size();
  }
}
