package dev.yodel.server.boot;

/**
 * A port of its own for health and metrics, in plain text.
 *
 * @param port 0 takes a free one
 */
public record AdminConfig(String host, int port) {

  /** Where it listens unless it is told otherwise: {@value}. */
  static final String LOOPBACK = "127.0.0.1";

  /** Checks the values. */
  public AdminConfig {
    ServerConfig.expect(!host.isBlank(), "--admin-host", host, "a name or an address");
    ServerConfig.expect(port >= 0 && port <= 65535, "--admin-port", port, "0 to 65535");
  }
}
