package dev.yodel.server.boot;

import java.time.Duration;
import picocli.CommandLine.Option;

/** How long to wait. */
final class TimeOptions {

  @Option(
      names = "--ping-interval",
      paramLabel = "TIME",
      defaultValue = "25s",
      converter = DurationConverter.class,
      description = "From one ping of the server to the next (${DEFAULT-VALUE}).")
  private Duration pingInterval = Duration.ZERO;

  @Option(
      names = "--ping-timeout",
      paramLabel = "TIME",
      defaultValue = "10s",
      converter = DurationConverter.class,
      description = "Silence after a ping that ends a connection (${DEFAULT-VALUE}).")
  private Duration pingTimeout = Duration.ZERO;

  @Option(
      names = "--handshake-timeout",
      paramLabel = "TIME",
      defaultValue = "10s",
      converter = DurationConverter.class,
      description = "How long a request may take to arrive (${DEFAULT-VALUE}).")
  private Duration handshake = Duration.ZERO;

  @Option(
      names = "--stall-timeout",
      paramLabel = "TIME",
      defaultValue = "10s",
      converter = DurationConverter.class,
      description =
          "A peer that takes not one byte of what waits for it for so long is closed"
              + " (${DEFAULT-VALUE}).")
  private Duration stall = Duration.ZERO;

  @Option(
      names = "--close-timeout",
      paramLabel = "TIME",
      defaultValue = "5s",
      converter = DurationConverter.class,
      description = "How long a peer may take to answer a close (${DEFAULT-VALUE}).")
  private Duration close = Duration.ZERO;

  @Option(
      names = "--drain-timeout",
      paramLabel = "TIME",
      defaultValue = "10s",
      converter = DurationConverter.class,
      description =
          "How long connections may take to end when the server stops (${DEFAULT-VALUE}).")
  private Duration drain = Duration.ZERO;

  @Option(
      names = "--drain-window",
      paramLabel = "TIME",
      defaultValue = "5s",
      converter = DurationConverter.class,
      description =
          "Over how long the clients of a server that stops are told to come back"
              + " (${DEFAULT-VALUE}).")
  private Duration drainWindow = Duration.ZERO;

  ServerConfig.Heartbeat toHeartbeat() {
    return new ServerConfig.Heartbeat(pingInterval, pingTimeout);
  }

  ServerConfig.Timeouts toTimeouts() {
    return new ServerConfig.Timeouts(handshake, stall, close, drain, drainWindow);
  }
}
