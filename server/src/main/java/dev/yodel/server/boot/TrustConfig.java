package dev.yodel.server.boot;

import dev.yodel.server.http.HostPolicy;
import dev.yodel.server.websocket.OriginPolicy;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/**
 * Who may come.
 *
 * @param origins pages that may use the rooms besides the server's own
 * @param guardEcho whether the echo endpoints ask the same of pages
 * @param hosts names that a Host header may carry besides loopback's, while on loopback
 */
public record TrustConfig(OriginPolicy origins, boolean guardEcho, List<String> hosts) {

  /** Keeps a copy. */
  public TrustConfig {
    hosts = List.copyOf(hosts);
  }

  /** What the command line gives when nothing is said. */
  public static TrustConfig defaults() {
    return new TrustConfig(new OriginPolicy(List.of()), false, List.of());
  }

  /** Which names the server answers to when it listens on an address. */
  HostPolicy hostPolicy(String listening) {
    try {
      return InetAddress.getByName(listening).isLoopbackAddress()
          ? HostPolicy.loopbackAnd(hosts)
          : HostPolicy.ANY;
    } catch (UnknownHostException e) {
      return HostPolicy.ANY;
    }
  }
}
