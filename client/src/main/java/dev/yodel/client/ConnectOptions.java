package dev.yodel.client;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Where to connect, and how.
 *
 * @param uri {@code ws} or {@code wss}, without a fragment (RFC 6455 section 3)
 */
public record ConnectOptions(
    URI uri, Upgrade upgrade, Limits limits, Heartbeat heartbeat, Route route) {

  private static final Duration MAX_DURATION = Duration.ofDays(1);

  /**
   * What the handshake's request carries beyond the necessary.
   *
   * @param headers added to the request; Host may be replaced
   * @param subprotocols offered, the favourite first
   * @param deflate whether to offer permessage-deflate (RFC 7692)
   */
  public record Upgrade(List<Header> headers, List<String> subprotocols, boolean deflate) {

    /** No header, no subprotocol. */
    public static final Upgrade PLAIN = new Upgrade(List.of(), List.of(), false);

    public Upgrade {
      headers = List.copyOf(headers);
      subprotocols = List.copyOf(subprotocols);
    }
  }

  /**
   * What is waited for and taken in at most.
   *
   * @param maxMessage the largest message taken, in bytes; beyond it the connection ends with 1009
   * @param handshake from the call to connect to the open connection
   * @param close how long a Close frame may be unanswered while the peer is read; begins anew with
   *     every part of an answer while messages were sent that none came back for
   */
  public record Limits(int maxMessage, Duration handshake, Duration close) {

    /** 16 MiB, 10 s, 5 s. */
    public static final Limits DEFAULTS =
        new Limits(16 << 20, Duration.ofSeconds(10), Duration.ofSeconds(5));

    public Limits {
      if (maxMessage < 1) {
        throw new IllegalArgumentException(
            "maxMessage: " + maxMessage + " (expected: at least 1 byte)");
      }
      checkPositive("handshake", handshake);
      checkPositive("close", close);
    }
  }

  /**
   * Pings that find out whether the peer is still there.
   *
   * @param interval from one ping to the next; zero for none
   * @param timeout how long nothing at all may arrive after a ping
   */
  public record Heartbeat(Duration interval, Duration timeout) {

    /** No pings. */
    public static final Heartbeat NONE = new Heartbeat(Duration.ZERO, Duration.ofSeconds(10));

    public Heartbeat {
      if (!interval.isZero()) {
        checkPositive("interval", interval);
      }
      checkPositive("timeout", timeout);
    }
  }

  /**
   * The way to the server.
   *
   * @param proxy null for none
   * @param observer sees what travels; null for none
   */
  public record Route(Tls tls, @Nullable Proxy proxy, @Nullable WireObserver observer) {

    /** No proxy, the platform's trust, nobody looks. */
    public static final Route DIRECT = new Route(Tls.PLATFORM, null, null);
  }

  /**
   * Refuses what is not a WebSocket's address.
   *
   * @throws IllegalArgumentException with the value and the expectation
   */
  public ConnectOptions {
    String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
    if (!scheme.equals("ws") && !scheme.equals("wss")) {
      throw new IllegalArgumentException("URL: \"" + uri + "\" (expected: ws://… or wss://…)");
    }
    if (uri.getHost() == null) {
      throw new IllegalArgumentException("URL: \"" + uri + "\" (expected: a host)");
    }
    if (uri.getPort() == 0 || uri.getPort() > 65535) {
      throw new IllegalArgumentException("URL: \"" + uri + "\" (expected: a port, 1 to 65535)");
    }
    if (uri.getRawFragment() != null) {
      throw new IllegalArgumentException("URL: \"" + uri + "\" (expected: no \"#\")");
    }
  }

  /** Connects to an address with nothing special. */
  public static ConnectOptions to(URI uri) {
    return new ConnectOptions(uri, Upgrade.PLAIN, Limits.DEFAULTS, Heartbeat.NONE, Route.DIRECT);
  }

  /** The same to another address. */
  public ConnectOptions with(URI uri) {
    return new ConnectOptions(uri, upgrade, limits, heartbeat, route);
  }

  /** The same with another upgrade. */
  public ConnectOptions with(Upgrade upgrade) {
    return new ConnectOptions(uri, upgrade, limits, heartbeat, route);
  }

  /** The same with other limits. */
  public ConnectOptions with(Limits limits) {
    return new ConnectOptions(uri, upgrade, limits, heartbeat, route);
  }

  /** The same with another heartbeat. */
  public ConnectOptions with(Heartbeat heartbeat) {
    return new ConnectOptions(uri, upgrade, limits, heartbeat, route);
  }

  /** The same on another route. */
  public ConnectOptions with(Route route) {
    return new ConnectOptions(uri, upgrade, limits, heartbeat, route);
  }

  boolean isSecure() {
    return "wss".equalsIgnoreCase(uri.getScheme());
  }

  int port() {
    if (uri.getPort() != -1) {
      return uri.getPort();
    }
    return isSecure() ? 443 : 80;
  }

  private static void checkPositive(String name, Duration duration) {
    if (duration.isNegative() || duration.isZero() || duration.compareTo(MAX_DURATION) > 0) {
      throw new IllegalArgumentException(
          name + ": " + duration + " (expected: more than 0, at most " + MAX_DURATION + ")");
    }
  }
}
