package dev.yodel.server.boot;

import dev.yodel.server.http.HostPolicy;
import dev.yodel.server.websocket.OriginPolicy;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Who may come.
 *
 * @param origins pages that may use the rooms besides the server's own
 * @param guardEcho whether the echo endpoints ask the same of pages
 * @param hosts names that a Host header may carry besides loopback's, while on loopback
 */
public record TrustConfig(OriginPolicy origins, boolean guardEcho, List<String> hosts) {

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._~%-]+|\\[[0-9A-Fa-f:.]+]");

  /** Checks the names, and keeps a copy. */
  public TrustConfig {
    for (String host : hosts) {
      ServerConfig.expect(
          NAME.matcher(host).matches(),
          "--allow-host",
          host,
          "a name or an address like [::1], without a port");
    }
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
