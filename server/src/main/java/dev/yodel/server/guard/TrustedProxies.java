package dev.yodel.server.guard;

import java.net.InetAddress;
import java.util.List;

/**
 * Proxies that are believed when they say whose connection they bring.
 *
 * @param networks where they connect from
 * @param lines whether each of their connections begins with a PROXY line, version 1 or 2; without,
 *     {@code Forwarded} and {@code X-Forwarded-For} are believed
 */
public record TrustedProxies(List<Network> networks, boolean lines) {

  /** Checks that somebody may send the lines. */
  public TrustedProxies {
    networks = List.copyOf(networks);
    if (lines && networks.isEmpty()) {
      throw new IllegalArgumentException(
          "--proxy-protocol: true (expected: together with --trusted-proxy, which names who sends"
              + " the lines)");
    }
  }

  /** Nobody is believed. */
  public static TrustedProxies none() {
    return new TrustedProxies(List.of(), false);
  }

  /** Whether an address is a trusted proxy's. */
  boolean contain(InetAddress address) {
    for (Network network : networks) {
      if (network.contains(address)) {
        return true;
      }
    }
    return false;
  }
}
