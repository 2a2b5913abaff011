package dev.yodel.server.http;

import dev.yodel.server.lab.Help;
import dev.yodel.server.lab.LabMode;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The echo lab's help: a page, or JSON for who prefers it. */
public final class LabHelpRoute implements Route {

  private static final Map<String, String> HEADERS =
      Map.of(
          "Vary",
          "Accept, Host, X-Forwarded-Proto",
          "Cache-Control",
          "no-cache",
          "Content-Security-Policy",
          "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; "
              + "form-action 'none'; frame-ancestors 'none'");

  private final LabMode mode;
  private final boolean secure;

  /**
   * The help of a server.
   *
   * @param secure whether it speaks TLS itself; if not, a proxy may for it, and says so
   */
  public LabHelpRoute(LabMode mode, boolean secure) {
    this.mode = mode;
    this.secure = secure;
  }

  @Override
  public Answer answer(Map<String, List<String>> parameters, HttpHeaders headers) {
    Help help = new Help(mode, base(headers));
    return prefersJson(headers.getAll(HttpHeaderNames.ACCEPT))
        ? of("application/json", help.json())
        : of("text/html; charset=utf-8", help.html());
  }

  private static Answer of(String type, String body) {
    return new Answer(HttpResponseStatus.OK, type, body.getBytes(StandardCharsets.UTF_8), HEADERS);
  }

  private String base(HttpHeaders headers) {
    boolean ended = secure || "https".equals(headers.get("X-Forwarded-Proto"));
    return (ended ? "wss://" : "ws://") + headers.get(HttpHeaderNames.HOST, "localhost");
  }

  private static boolean prefersJson(List<String> lines) {
    double json = 0;
    double html = 0;
    for (String line : lines) {
      for (String range : line.split(",", -1)) {
        String[] parts = range.toLowerCase(Locale.ROOT).split(";", -1);
        switch (parts[0].trim()) {
          case "application/json" -> json = Math.max(json, quality(parts));
          case "text/html", "text/*", "*/*" -> html = Math.max(html, quality(parts));
          default -> {}
        }
      }
    }
    return json > html || (json == html && json > 0 && beginsWithJson(lines));
  }

  /**
   * Between equals the one that is named first wins, as in {@code application/json, *}{@code /*}.
   */
  private static boolean beginsWithJson(List<String> lines) {
    return lines.get(0).trim().toLowerCase(Locale.ROOT).startsWith("application/json");
  }

  private static double quality(String[] parts) {
    for (String part : parts) {
      String trimmed = part.trim();
      if (trimmed.matches("q=[01](\\.\\d{0,3})?")) {
        return Double.parseDouble(trimmed.substring(2));
      }
    }
    return 1;
  }
}
