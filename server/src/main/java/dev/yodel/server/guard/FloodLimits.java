package dev.yodel.server.guard;

/**
 * How much a peer may ask for; 0 is no limit.
 *
 * @param handshakes upgrades a second, of all peers together
 * @param connection of one connection
 * @param address of one address: an IPv4 address, or the 64-bit network of an IPv6 one
 * @param loopback whether loopback's addresses are held to {@code address} as well
 */
public record FloodLimits(
    int handshakes, PerConnection connection, PerAddress address, boolean loopback) {

  /** Checks the values. */
  public FloodLimits {
    expect("--handshakes-per-second", handshakes);
  }

  /**
   * What one connection may ask for in a second: what is more is read later.
   *
   * @param messages counted in frames, so that a message in a thousand fragments is a thousand
   * @param bytes as they come off the wire
   * @param pings of the protocol
   */
  public record PerConnection(int messages, int bytes, int pings) {

    /** Checks the values. */
    public PerConnection {
      expect("--messages-per-second", messages);
      expect("--bytes-per-second", bytes);
      expect("--pings-per-second", pings);
    }
  }

  /**
   * What one address may ask for.
   *
   * @param connections open at a time
   * @param connects new connections a second; more are closed as they come, unheard
   * @param handshakes upgrades a second; more are refused
   * @param messages frames a second of all its connections; more are read later
   * @param bytes likewise
   * @param posts a second of all its sessions, and what costs as much; more wait for their turn
   */
  public record PerAddress(
      int connections, int connects, int handshakes, int messages, int bytes, int posts) {

    /** Checks the values. */
    public PerAddress {
      expect("--max-connections-per-address", connections);
      expect("--connects-per-address", connects);
      expect("--handshakes-per-address", handshakes);
      expect("--messages-per-address", messages);
      expect("--bytes-per-address", bytes);
      expect("--posts-per-address", posts);
    }

    /** No limit at all. */
    public static PerAddress none() {
      return new PerAddress(0, 0, 0, 0, 0, 0);
    }
  }

  /** What the command line gives when nothing is said. */
  public static FloodLimits defaults() {
    return new FloodLimits(
        10_000,
        new PerConnection(0, 0, 1_000),
        new PerAddress(256, 200, 50, 10_000, 32 << 20, 1_000),
        false);
  }

  private static void expect(String option, int value) {
    if (value < 0) {
      throw new IllegalArgumentException(
          option + ": " + value + " (expected: 0, for no limit, or more)");
    }
  }
}
