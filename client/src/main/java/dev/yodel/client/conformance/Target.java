package dev.yodel.client.conformance;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * The server under test.
 *
 * @param uri {@code ws://…} or {@code wss://…}
 * @param security what a {@code wss} connection trusts; null for {@code ws}
 * @param headers lines that every handshake carries, such as credentials
 * @param limit of one case
 * @param greetings messages that the server sends of its own accord after each handshake
 */
public record Target(
    URI uri, @Nullable Security security, List<String> headers, Duration limit, int greetings) {

  /**
   * How TLS is spoken.
   *
   * @param serverName asked for (SNI) and expected; null for the URL's host
   * @param verified whether the certificate must name the server
   */
  public record Security(SSLContext context, @Nullable String serverName, boolean verified) {}

  /** A server that says nothing before it is spoken to. */
  public static Target of(URI uri, @Nullable Security security, Duration limit) {
    return new Target(uri, security, List.of(), limit, 0);
  }

  /** The same with more header lines. */
  public Target withHeaders(List<String> lines) {
    return new Target(uri, security, lines, limit, greetings);
  }

  Target withGreetings(int count) {
    return new Target(uri, security, headers, limit, count);
  }

  String host() {
    String host = uri.getHost();
    return uri.getPort() == -1 ? host : host + ":" + uri.getPort();
  }

  int port() {
    if (uri.getPort() != -1) {
      return uri.getPort();
    }
    return security == null ? 80 : 443;
  }

  String path() {
    String path = uri.getRawPath() == null || uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
    return uri.getRawQuery() == null ? path : path + "?" + uri.getRawQuery();
  }
}
