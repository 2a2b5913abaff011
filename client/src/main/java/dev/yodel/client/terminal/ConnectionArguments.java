package dev.yodel.client.terminal;

import dev.yodel.client.ConnectOptions;
import dev.yodel.client.ConnectOptions.Heartbeat;
import dev.yodel.client.ConnectOptions.Limits;
import dev.yodel.client.ConnectOptions.Upgrade;
import dev.yodel.client.Header;
import dev.yodel.client.WireObserver;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options that say how to connect. */
final class ConnectionArguments {

  @Option(
      names = {"-H", "--header"},
      paramLabel = "NAME: VALUE",
      description = "Adds a header to the handshake (repeatable).")
  private List<String> headers = new ArrayList<>();

  @Option(
      names = "--origin",
      paramLabel = "ORIGIN",
      description = "Sends an Origin header; none by default.")
  private @Nullable String origin;

  @Option(
      names = {"-s", "--subprotocol"},
      paramLabel = "NAME",
      description = "Offers a subprotocol (repeatable, or separated by commas).")
  private List<String> subprotocols = new ArrayList<>();

  @Option(
      names = "--lab",
      paramLabel = "KNOB=VALUE,…",
      description =
          "Asks Yodel's echo to misbehave (repeatable): --lab close=4001,after=3; the server's"
              + " /echo/help lists the knobs.")
  private List<String> lab = new ArrayList<>();

  @Option(
      names = "--handshake-timeout",
      paramLabel = "TIME",
      defaultValue = "10s",
      description = "Limit of the whole handshake (default ${DEFAULT-VALUE}).")
  private Duration handshakeTimeout = Duration.ofSeconds(10);

  @Option(
      names = "--close-timeout",
      paramLabel = "TIME",
      defaultValue = "5s",
      description =
          "How long a Close may be unanswered (default ${DEFAULT-VALUE}); begins anew with every"
              + " part of an answer while messages were sent that none came back for.")
  private Duration closeTimeout = Duration.ofSeconds(5);

  @Option(
      names = "--max-message",
      paramLabel = "SIZE",
      defaultValue = "16MiB",
      converter = SizeConverter.class,
      description = "The largest message taken (default ${DEFAULT-VALUE}).")
  private int maxMessage = 16 << 20;

  @Option(
      names = "--ping-interval",
      paramLabel = "TIME",
      description = "Pings the peer this often; not at all by default.")
  private Duration pingInterval = Duration.ZERO;

  @Option(
      names = "--ping-timeout",
      paramLabel = "TIME",
      defaultValue = "10s",
      description = "Silence after a ping that ends the connection (default ${DEFAULT-VALUE}).")
  private Duration pingTimeout = Duration.ofSeconds(10);

  @Option(
      names = "--deflate",
      description = "Offers permessage-deflate; --stats shows what it saved.")
  private boolean deflate;

  @Mixin private RouteArguments route = new RouteArguments();

  /**
   * What the options say together.
   *
   * @throws IllegalArgumentException with the value and the expectation
   */
  ConnectOptions options(String url, @Nullable WireObserver observer) {
    List<Header> all = new ArrayList<>();
    headers.forEach(line -> all.add(Header.parse(line)));
    if (origin != null) {
      all.add(new Header("Origin", origin));
    }
    all.addAll(route.credentials());
    List<String> offered =
        subprotocols.stream()
            .flatMap(names -> Arrays.stream(names.split(",")))
            .map(String::strip)
            .filter(name -> !name.isEmpty())
            .toList();
    return ConnectOptions.to(address(LabQuery.of(url, lab)))
        .with(new Upgrade(all, offered, deflate))
        .with(new Limits(maxMessage, handshakeTimeout, closeTimeout))
        .with(new Heartbeat(pingInterval, pingTimeout))
        .with(route.route(observer));
  }

  /** Takes {@code host:port/path} and http addresses as well. */
  static URI address(String url) {
    String full = url.contains("://") ? url : "ws://" + url;
    try {
      return new URI(full.replaceFirst("^(?i)http(s?)://", "ws$1://"));
    } catch (URISyntaxException malformed) {
      throw new IllegalArgumentException(
          "URL: \"" + url + "\" (expected: ws://host:port/path)", malformed);
    }
  }
}
