package dev.yodel.server.boot;

import dev.yodel.server.lab.LabMode;
import io.netty.util.NettyRuntime;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Everything the server was told, in groups; each group checks its own values.
 *
 * @param tls null for plain text
 */
public record ServerConfig(
    Network network,
    Limits limits,
    Heartbeat heartbeat,
    Timeouts timeouts,
    LabMode lab,
    ChatConfig chat,
    TrustConfig trust,
    @Nullable TlsConfig tls,
    CompressionMode compression,
    GuardConfig guard,
    WatchConfig watch) {

  /** What the command line gives when nothing is said, but for the log: it is in memory. */
  public static ServerConfig defaults() {
    return new ServerConfig(
        Network.defaults(),
        Limits.defaults(),
        Heartbeat.defaults(),
        Timeouts.defaults(),
        LabMode.LOCAL,
        ChatConfig.defaults(),
        TrustConfig.defaults(),
        null,
        CompressionMode.ECHO,
        GuardConfig.defaults(),
        WatchConfig.defaults());
  }

  /** The same on another port; 0 takes a free one. */
  public ServerConfig withPort(int port) {
    return with(new Network(network.host(), port, network.transport(), network.loops()));
  }

  /** The same on another transport. */
  public ServerConfig withTransport(Transport.Choice transport) {
    return with(new Network(network.host(), network.port(), transport, network.loops()));
  }

  /** The same with another network group. */
  public ServerConfig with(Network other) {
    return new ServerConfig(
        other, limits, heartbeat, timeouts, lab, chat, trust, tls, compression, guard, watch);
  }

  /** The same with other limits. */
  public ServerConfig with(Limits other) {
    return new ServerConfig(
        network, other, heartbeat, timeouts, lab, chat, trust, tls, compression, guard, watch);
  }

  /** The same with another heartbeat. */
  public ServerConfig with(Heartbeat other) {
    return new ServerConfig(
        network, limits, other, timeouts, lab, chat, trust, tls, compression, guard, watch);
  }

  /** The same with other timeouts. */
  public ServerConfig with(Timeouts other) {
    return new ServerConfig(
        network, limits, heartbeat, other, lab, chat, trust, tls, compression, guard, watch);
  }

  /** The same with another switch for the echo lab. */
  public ServerConfig with(LabMode other) {
    return new ServerConfig(
        network, limits, heartbeat, timeouts, other, chat, trust, tls, compression, guard, watch);
  }

  /** The same with other rooms. */
  public ServerConfig with(ChatConfig other) {
    return new ServerConfig(
        network, limits, heartbeat, timeouts, lab, other, trust, tls, compression, guard, watch);
  }

  /** The same with other trust. */
  public ServerConfig with(TrustConfig other) {
    return new ServerConfig(
        network, limits, heartbeat, timeouts, lab, chat, other, tls, compression, guard, watch);
  }

  /** The same with compression elsewhere. */
  public ServerConfig with(CompressionMode other) {
    return new ServerConfig(
        network, limits, heartbeat, timeouts, lab, chat, trust, tls, other, guard, watch);
  }

  /** The same with other limits on peers. */
  public ServerConfig with(GuardConfig other) {
    return new ServerConfig(
        network, limits, heartbeat, timeouts, lab, chat, trust, tls, compression, other, watch);
  }

  /** The same, watched otherwise. */
  public ServerConfig with(WatchConfig other) {
    return new ServerConfig(
        network, limits, heartbeat, timeouts, lab, chat, trust, tls, compression, guard, other);
  }

  /** The same with TLS, or without for null. */
  public ServerConfig with(@Nullable TlsConfig other) {
    return new ServerConfig(
        network, limits, heartbeat, timeouts, lab, chat, trust, other, compression, guard, watch);
  }

  /**
   * Where the server listens.
   *
   * @param port 0 takes a free one
   * @param loops event loops; 0 takes one for each processor
   */
  public record Network(String host, int port, Transport.Choice transport, int loops) {

    /** Checks the values. */
    public Network {
      expect(!host.isBlank(), "--host", host, "a name or an address");
      expect(port >= 0 && port <= 65535, "--port", port, "0 to 65535");
      expect(loops >= 0 && loops <= 1024, "--loops", loops, "0 to 1024");
    }

    /** How many event loops there are to be. */
    int loopCount() {
      return loops == 0 ? NettyRuntime.availableProcessors() : loops;
    }

    static Network defaults() {
      return new Network("127.0.0.1", 8080, Transport.Choice.AUTO, 0);
    }
  }

  /**
   * How much of anything.
   *
   * @param maxMessage bytes of one message on the echo endpoints, whole or in fragments
   * @param maxFragments frames of one fragmented message
   * @param maxConnections open connections in all
   */
  public record Limits(int maxMessage, int maxFragments, int maxConnections) {

    private static final int LONGEST_CONTROL = 125;

    /** Those of 4 MiB in pieces of 64 bytes, and the empty one with which some end a message. */
    private static final int DEFAULT_FRAGMENTS = (1 << 16) + 1;

    /** Checks the values. */
    public Limits {
      expect(
          maxMessage >= LONGEST_CONTROL && maxMessage <= 1 << 30,
          "--max-message",
          maxMessage,
          "at least " + LONGEST_CONTROL + " bytes, the longest control frame, at most 1 GiB");
      expectSome("--max-fragments", maxFragments);
      expectSome("--max-connections", maxConnections);
    }

    static Limits defaults() {
      return new Limits(1 << 20, DEFAULT_FRAGMENTS, 10_000);
    }
  }

  /**
   * The server's pings.
   *
   * @param interval from ping to ping
   * @param timeout how long after a ping a peer may stay silent
   */
  public record Heartbeat(Duration interval, Duration timeout) {

    /** Checks the values. */
    public Heartbeat {
      expectPositive("--ping-interval", interval);
      expectPositive("--ping-timeout", timeout);
      expect(
          timeout.compareTo(interval) < 0,
          "--ping-timeout",
          timeout,
          "less than --ping-interval, " + Typed.of(interval));
    }

    static Heartbeat defaults() {
      return new Heartbeat(Duration.ofSeconds(25), Duration.ofSeconds(10));
    }
  }

  /**
   * How long the server waits.
   *
   * @param handshake for a whole request, from the connection or the answer before it
   * @param stall for a peer to take a byte of what was written to it
   * @param close for a peer's half of the closing handshake
   * @param drain for all connections to end once the server was told to stop
   * @param drainWindow over which the clients of a server that stops are told to come back
   */
  public record Timeouts(
      Duration handshake, Duration stall, Duration close, Duration drain, Duration drainWindow) {

    /** Checks the values. */
    public Timeouts {
      expectPositive("--handshake-timeout", handshake);
      expectPositive("--stall-timeout", stall);
      expectPositive("--close-timeout", close);
      expect(!drain.isNegative(), "--drain-timeout", drain, "0 or more");
      expect(
          !drainWindow.isNegative() && drainWindow.toHours() < 24,
          "--drain-window",
          drainWindow,
          "0 to 24h");
    }

    static Timeouts defaults() {
      return new Timeouts(
          Duration.ofSeconds(10),
          Duration.ofSeconds(10),
          Duration.ofSeconds(5),
          Duration.ofSeconds(10),
          Duration.ofSeconds(5));
    }
  }

  static void expectSome(String option, int value) {
    expect(value >= 1, option, value, "at least 1");
  }

  static void expectPositive(String option, Duration value) {
    expect(value.compareTo(Duration.ZERO) > 0, option, value, "more than 0");
  }

  static void expect(boolean holds, String option, @Nullable Object value, String expectation) {
    if (!holds) {
      throw new IllegalArgumentException(
          option + ": " + Typed.of(value) + " (expected: " + expectation + ")");
    }
  }
}
