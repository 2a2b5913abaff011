package dev.yodel.client.terminal;

import dev.yodel.client.ConnectOptions.Route;
import dev.yodel.client.Header;
import dev.yodel.client.Proxy;
import dev.yodel.client.Tls;
import dev.yodel.client.WireObserver;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say whom to trust, who one is, and which way to go. */
final class RouteArguments {

  @Option(
      names = "--basic",
      paramLabel = "SOURCE",
      description = "User and password, as user:password in env:NAME or file:PATH.")
  private @Nullable String basic;

  @Option(
      names = "--bearer",
      paramLabel = "SOURCE",
      description = "A bearer token, in env:NAME or file:PATH.")
  private @Nullable String bearer;

  @Option(
      names = "--proxy",
      paramLabel = "URL",
      description =
          "http://host:port or socks5://host:port; with a password in env:NAME or file:PATH.")
  private @Nullable String proxy;

  @Option(
      names = "--ca",
      paramLabel = "FILE",
      description = "PEM certificates to trust instead of the platform's.")
  private @Nullable Path authority;

  @Option(
      names = "--cert",
      paramLabel = "FILE",
      description = "PEM certificate chain of one's own.")
  private @Nullable Path certificate;

  @Option(
      names = "--key",
      paramLabel = "FILE",
      description = "PEM private key (PKCS#8) for --cert.")
  private @Nullable Path key;

  @Option(
      names = "--sni",
      paramLabel = "NAME",
      description = "The server name to ask for and to expect, instead of the URL's host.")
  private @Nullable String serverName;

  @Option(names = "--insecure", description = "Takes any certificate: for tests only.")
  private boolean insecure;

  /** The way to the server. */
  Route route(@Nullable WireObserver observer) {
    for (Path file : new Path[] {authority, certificate, key}) {
      if (file != null && !Files.isReadable(file)) {
        throw new IllegalArgumentException(file + " (expected: a file that can be read)");
      }
    }
    Proxy via = null;
    if (proxy != null) {
      boolean hidden = proxy.startsWith("env:") || proxy.startsWith("file:");
      via = Proxy.parse(hidden ? Secret.read("--proxy", proxy) : proxy);
    }
    var tls = new Tls(authority, certificate, key, serverName, insecure);
    return new Route(tls, via, observer);
  }

  /** The headers that say who one is. */
  List<Header> credentials() {
    List<Header> headers = new ArrayList<>();
    if (basic != null && bearer != null) {
      throw new IllegalArgumentException("--basic and --bearer (expected: one of them)");
    }
    if (basic != null) {
      byte[] pair = Secret.read("--basic", basic).getBytes(StandardCharsets.UTF_8);
      headers.add(new Header("Authorization", "Basic " + Base64.getEncoder().encodeToString(pair)));
    }
    if (bearer != null) {
      headers.add(new Header("Authorization", "Bearer " + Secret.read("--bearer", bearer)));
    }
    return headers;
  }
}
