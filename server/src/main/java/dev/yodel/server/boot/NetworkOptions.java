package dev.yodel.server.boot;

import picocli.CommandLine.Option;

/** Where to listen. */
final class NetworkOptions {

  @Option(
      names = "--host",
      paramLabel = "ADDRESS",
      defaultValue = "127.0.0.1",
      description = "Address to listen on (${DEFAULT-VALUE}).")
  private String host = "";

  @Option(
      names = "--port",
      paramLabel = "N",
      defaultValue = "8080",
      description = "Port to listen on; 0 takes a free one (${DEFAULT-VALUE}).")
  private int port;

  @Option(
      names = "--transport",
      paramLabel = "NAME",
      defaultValue = "auto",
      description = "auto, nio, epoll or io_uring (${DEFAULT-VALUE}).")
  private Transport.Choice transport = Transport.Choice.AUTO;

  @Option(
      names = "--loops",
      paramLabel = "N",
      defaultValue = "0",
      description = "Event loops; 0 takes one for each processor (${DEFAULT-VALUE}).")
  private int loops;

  ServerConfig.Network toConfig() {
    return new ServerConfig.Network(host, port, transport, loops);
  }
}
