package dev.yodel.server.boot;

import dev.yodel.server.guard.FloodLimits;
import dev.yodel.server.guard.Network;
import dev.yodel.server.guard.ShedMarks;
import dev.yodel.server.guard.TrustedProxies;
import java.time.Duration;
import java.util.List;
import picocli.CommandLine.Option;

/** How much a peer may ask for; 0 is no limit. */
final class GuardOptions {

  @Option(
      names = "--handshakes-per-second",
      paramLabel = "N",
      defaultValue = "10000",
      description = "Most upgrades a second; more are answered 503 (${DEFAULT-VALUE}).")
  private int handshakes;

  @Option(
      names = "--messages-per-second",
      paramLabel = "N",
      defaultValue = "0",
      description =
          "How fast the frames of one connection are read, fragments counted (${DEFAULT-VALUE}).")
  private int messages;

  @Option(
      names = "--bytes-per-second",
      paramLabel = "SIZE",
      defaultValue = "0",
      converter = SizeConverter.class,
      description = "How fast the bytes of one connection are read (${DEFAULT-VALUE}).")
  private int bytes;

  @Option(
      names = "--pings-per-second",
      paramLabel = "N",
      defaultValue = "1000",
      description = "How fast the pings of one connection are read (${DEFAULT-VALUE}).")
  private int pings;

  @Option(
      names = "--max-connections-per-address",
      paramLabel = "N",
      defaultValue = "256",
      description =
          "Most open connections of one address; more are answered 429 (${DEFAULT-VALUE}).")
  private int addressConnections;

  @Option(
      names = "--connects-per-address",
      paramLabel = "N",
      defaultValue = "200",
      description =
          "Most new connections a second of one address; others are held for about a second without"
              + " being read, then closed (${DEFAULT-VALUE}).")
  private int addressConnects;

  @Option(
      names = "--handshakes-per-address",
      paramLabel = "N",
      defaultValue = "50",
      description =
          "Most upgrades a second of one address; more are answered 429 (${DEFAULT-VALUE}).")
  private int addressHandshakes;

  @Option(
      names = "--messages-per-address",
      paramLabel = "N",
      defaultValue = "10000",
      description = "How fast the frames of one address are read, in a second (${DEFAULT-VALUE}).")
  private int addressMessages;

  @Option(
      names = "--bytes-per-address",
      paramLabel = "SIZE",
      defaultValue = "32MiB",
      converter = SizeConverter.class,
      description = "How fast the bytes of one address are read, in a second (${DEFAULT-VALUE}).")
  private int addressBytes;

  @Option(
      names = "--posts-per-address",
      paramLabel = "N",
      defaultValue = "1000",
      description =
          "How fast the posts of all sessions of one address are taken, in a second"
              + " (${DEFAULT-VALUE}).")
  private int addressPosts;

  @Option(
      names = "--limit-loopback",
      description = "Hold loopback's addresses to the limits of one address, too.")
  private boolean loopback;

  @Option(
      names = "--trusted-proxy",
      paramLabel = "NETWORK",
      split = ",",
      description =
          "Proxies that are believed when they say whose connection they bring: 10.0.0.7,"
              + " 10.0.0.0/8, ::1. May be repeated.")
  private List<String> proxies = List.of();

  @Option(
      names = "--proxy-protocol",
      description =
          "Every connection of a trusted proxy begins with a PROXY line, version 1 or 2; without,"
              + " its Forwarded or X-Forwarded-For is believed.")
  private boolean lines;

  @Option(
      names = "--shed-memory",
      paramLabel = "SIZE",
      defaultValue = "0",
      converter = SizeConverter.OfMemory.class,
      description =
          "Direct memory from where on load is shed; 0 for four fifths of what the JVM allows"
              + " (${DEFAULT-VALUE}).")
  private long shedMemory;

  @Option(
      names = "--shed-lag",
      paramLabel = "TIME",
      defaultValue = "5s",
      converter = DurationConverter.class,
      description = "How late event loops may be before load is shed (${DEFAULT-VALUE}).")
  private Duration shedLag = Duration.ZERO;

  GuardConfig toConfig() {
    return new GuardConfig(
        new FloodLimits(
            handshakes,
            new FloodLimits.PerConnection(messages, bytes, pings),
            new FloodLimits.PerAddress(
                addressConnections,
                addressConnects,
                addressHandshakes,
                addressMessages,
                addressBytes,
                addressPosts),
            loopback),
        new TrustedProxies(proxies.stream().map(Network::of).toList(), lines),
        new ShedMarks(shedMemory, shedLag));
  }
}
