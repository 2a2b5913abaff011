package dev.yodel.server.boot;

import dev.yodel.server.websocket.OriginPolicy;
import java.util.List;
import picocli.CommandLine.Option;

/** Who may come. */
final class TrustOptions {

  @Option(
      names = "--allow-origin",
      paramLabel = "ORIGIN",
      split = ",",
      description =
          "Pages that may use /ws besides the server's own: https://a.example, https://*.a.example,"
              + " null or *. May be repeated.")
  private List<String> origins = List.of();

  @Option(
      names = "--guard-echo",
      description = "Let only the pages that may use /ws use /echo and / as well.")
  private boolean guardEcho;

  @Option(
      names = "--allow-host",
      paramLabel = "NAME",
      split = ",",
      description =
          "Names besides loopback's that a Host header may carry while the server listens on"
              + " loopback. May be repeated.")
  private List<String> hosts = List.of();

  TrustConfig toConfig() {
    return new TrustConfig(new OriginPolicy(origins), guardEcho, hosts);
  }
}
