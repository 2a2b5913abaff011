package dev.yodel.architecture.broken.guard;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** A look-up may take seconds, and its name be a peer's. */
final class LooksUp {

  private LooksUp() {}

  static InetAddress find(String host) throws UnknownHostException {
    return InetAddress.getByName(host);
  }
}
