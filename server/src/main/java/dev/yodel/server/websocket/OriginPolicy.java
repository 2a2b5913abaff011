package dev.yodel.server.websocket;

import dev.yodel.server.metrics.Why;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which pages may connect (RFC 6455 section 10.2): those of the server itself, and those listed.
 *
 * <p>A program sends no Origin and is let in: this protects a person's browser from other sites,
 * not the server from programs.
 *
 * @param allowed origins as {@code https://a.example}, all hosts below a domain as {@code
 *     https://*.a.example}, {@code null} for pages without an origin, or {@code *} for all
 */
public record OriginPolicy(List<String> allowed) {

  private static final Pattern SHAPE = Pattern.compile("(https?)://([^/?#\\s]+)");
  private static final Pattern LISTED =
      Pattern.compile("\\*|null|https?://(\\*\\.)?[A-Za-z0-9.\\-\\[\\]:]+");

  /** Checks and copies the list. */
  public OriginPolicy {
    for (String origin : allowed) {
      if (!LISTED.matcher(origin).matches()) {
        throw new IllegalArgumentException(
            "--allow-origin: \""
                + origin
                + "\" (expected: https://a.example, https://*.a.example, null or *)");
      }
    }
    allowed = allowed.stream().map(origin -> origin.toLowerCase(Locale.ROOT)).toList();
  }

  /**
   * Lets a request pass.
   *
   * @param secure whether it came over TLS: then a page that did not is another site's. Without TLS
   *     of our own a proxy may have ended it, so both schemes will do
   * @throws Refusal if it comes from another site's page
   */
  public void check(HttpHeaders headers, boolean secure) {
    for (String origin : headers.getAll(HttpHeaderNames.ORIGIN)) {
      String lower = origin.toLowerCase(Locale.ROOT);
      if (!isListed(lower) && !isSame(lower, headers.get(HttpHeaderNames.HOST, ""), secure)) {
        throw new Refusal(
            Why.ORIGIN,
            HttpResponseStatus.FORBIDDEN,
            "Origin: expected this server's own, or one given by --allow-origin");
      }
    }
  }

  private boolean isListed(String origin) {
    return allowed.contains("*")
        || allowed.contains(origin)
        || (SHAPE.matcher(origin).matches() && isBelowListed(origin));
  }

  /** Same host and port; a port that is the scheme's own may be left out. */
  private static boolean isSame(String origin, String host, boolean secure) {
    Matcher parts = SHAPE.matcher(origin);
    if (!parts.matches() || (secure && !parts.group(1).equals("https"))) {
      return false;
    }
    String port = parts.group(1).equals("https") ? ":443" : ":80";
    return without(port, parts.group(2)).equals(without(port, host.toLowerCase(Locale.ROOT)));
  }

  private static String without(String port, String authority) {
    return authority.endsWith(port)
        ? authority.substring(0, authority.length() - port.length())
        : authority;
  }

  private boolean isBelowListed(String origin) {
    for (String listed : allowed) {
      int star = listed.indexOf("//*.");
      if (star > 0
          && origin.startsWith(listed.substring(0, star + 2))
          && origin.endsWith(listed.substring(star + 3))
          && origin.length() > listed.length() - 1) {
        return true;
      }
    }
    return false;
  }
}
