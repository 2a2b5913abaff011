package dev.yodel.client.terminal;

import dev.yodel.client.ConnectOptions.Route;
import dev.yodel.client.Header;
import dev.yodel.client.Proxy;
import dev.yodel.client.WireObserver;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options that say whom to trust, who one is, and which way to go. */
final class RouteArguments {

  @Mixin private CredentialArguments credentials = new CredentialArguments();

  @Option(
      names = "--proxy",
      paramLabel = "URL",
      description =
          "http://host:port or socks5://host:port; with a password in env:NAME or file:PATH.")
  private @Nullable String proxy;

  @Mixin private TlsArguments tls = new TlsArguments();

  /** The way to the server. */
  Route route(@Nullable WireObserver observer) {
    Proxy via = null;
    if (proxy != null) {
      boolean hidden = proxy.startsWith("env:") || proxy.startsWith("file:");
      via = Proxy.parse(hidden ? Secret.read("--proxy", proxy) : proxy);
    }
    return new Route(tls.tls(), via, observer);
  }

  /** The headers that say who one is. */
  List<Header> credentials() {
    return credentials.headers();
  }
}
