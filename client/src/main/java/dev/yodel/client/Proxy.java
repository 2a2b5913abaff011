package dev.yodel.client;

import io.netty.channel.ChannelPipeline;
import io.netty.handler.proxy.ProxyHandler;
import io.netty.handler.proxy.Socks5ProxyHandler;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A proxy on the way. It looks the host's name up; this side does not.
 *
 * @param user null for none
 * @param password null for none; never shown
 */
public record Proxy(
    Kind kind, String host, int port, @Nullable String user, @Nullable String password) {

  private static final String PROXY = "proxy";

  /** What a proxy speaks. */
  public enum Kind {
    /** HTTP CONNECT (RFC 9110 section 9.3.6). */
    HTTP,
    /** SOCKS 5 (RFC 1928). */
    SOCKS5
  }

  /**
   * Reads {@code http://[user:password@]host:port} or {@code socks5://…}.
   *
   * @throws IllegalArgumentException with the expectation, never the value
   */
  public static Proxy parse(String url) {
    URI uri;
    try {
      uri = URI.create(url);
    } catch (IllegalArgumentException malformed) {
      throw wrong();
    }
    String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
    if (uri.getHost() == null || uri.getPort() < 1) {
      throw wrong();
    }
    Kind kind =
        switch (scheme) {
          case "http" -> Kind.HTTP;
          case "socks5", "socks5h", "socks" -> Kind.SOCKS5;
          default -> throw wrong();
        };
    String info = uri.getRawUserInfo();
    if (info == null) {
      return new Proxy(kind, uri.getHost(), uri.getPort(), null, null);
    }
    int colon = info.indexOf(':');
    String user = plain(colon < 0 ? info : info.substring(0, colon));
    String password = colon < 0 ? "" : plain(info.substring(colon + 1));
    return new Proxy(kind, uri.getHost(), uri.getPort(), user, password);
  }

  /** Asks for the way; whoever dials keeps the time. */
  void addTo(ChannelPipeline pipeline, InetSocketAddress address, Dial dial) {
    ProxyHandler handler;
    if (kind == Kind.SOCKS5) {
      handler = new Socks5ProxyHandler(address, user, password);
      pipeline.addLast(new SocksAnswerHandler(dial));
    } else {
      handler = new HttpTunnelHandler(address, authorization(), dial);
    }
    handler.setConnectTimeoutMillis(0);
    pipeline.addLast(PROXY, handler);
    if (kind == Kind.SOCKS5) {
      pipeline.addBefore(PROXY, null, new SocksLoginHandler(dial, user != null));
    }
  }

  private @Nullable String authorization() {
    if (user == null || password == null) {
      return null;
    }
    byte[] both = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
    return "Basic " + Base64.getEncoder().encodeToString(both);
  }

  @Override
  public String toString() {
    return kind.name().toLowerCase(Locale.ROOT) + "://" + host + ":" + port;
  }

  private static String plain(String encoded) {
    return URLDecoder.decode(encoded.replace("+", "%2B"), StandardCharsets.UTF_8);
  }

  private static IllegalArgumentException wrong() {
    return new IllegalArgumentException(
        "proxy (expected: http://[user:password@]host:port or socks5://…)");
  }
}
