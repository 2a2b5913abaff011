package dev.yodel.server.boot;

import picocli.CommandLine.Option;

/** How much of anything. */
final class LimitOptions {

  @Option(
      names = "--max-message",
      paramLabel = "SIZE",
      defaultValue = "1MiB",
      converter = SizeConverter.class,
      description =
          "Longest message on the echo endpoints, whole or in fragments (${DEFAULT-VALUE}).")
  private int maxMessage;

  @Option(
      names = "--max-fragments",
      paramLabel = "N",
      defaultValue = "65537",
      description = "Most frames that one message may come in (${DEFAULT-VALUE}).")
  private int maxFragments;

  @Option(
      names = "--max-connections",
      paramLabel = "N",
      defaultValue = "10000",
      description = "Most open connections; more are answered 503 (${DEFAULT-VALUE}).")
  private int maxConnections;

  @Option(
      names = "--compression",
      paramLabel = "WHERE",
      defaultValue = "echo",
      description =
          "Where permessage-deflate is agreed on: off, echo or all, that is /ws too"
              + " (${DEFAULT-VALUE}).")
  private CompressionMode compression = CompressionMode.ECHO;

  CompressionMode toCompression() {
    return compression;
  }

  ServerConfig.Limits toConfig() {
    return new ServerConfig.Limits(maxMessage, maxFragments, maxConnections);
  }
}
