package dev.yodel.server.boot;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How to watch the server. */
final class WatchOptions {

  @Option(
      names = "--admin-port",
      paramLabel = "N",
      description =
          "Port of its own for /metrics and /health, in plain text; 0 takes a free one (they are"
              + " on the server's port).")
  private @Nullable Integer port;

  @Option(
      names = "--admin-host",
      paramLabel = "ADDRESS",
      description = "Address that this port listens on (" + AdminConfig.LOOPBACK + ").")
  private @Nullable String host;

  @Option(
      names = "--access-log",
      paramLabel = "WHAT",
      defaultValue = "http",
      description =
          "Which answers are lines of the log: off, http or all, that is upgrades that went"
              + " through too (${DEFAULT-VALUE}).")
  private AccessLog accessLog = AccessLog.HTTP;

  @Option(
      names = "--log-format",
      paramLabel = "FORMAT",
      defaultValue = "text",
      description = "How lines of the log look: text or json (${DEFAULT-VALUE}).")
  private LogFormat format = LogFormat.TEXT;

  LogFormat format() {
    return format;
  }

  WatchConfig toConfig() {
    return new WatchConfig(admin(), accessLog);
  }

  private @Nullable AdminConfig admin() {
    if (port == null) {
      ServerConfig.expect(
          host == null, "--admin-host", String.valueOf(host), "only with --admin-port");
      return null;
    }
    return new AdminConfig(host == null ? AdminConfig.LOOPBACK : host, port);
  }
}
