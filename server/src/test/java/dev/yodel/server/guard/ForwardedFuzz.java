package dev.yodel.server.guard;

import io.netty.handler.codec.http.DefaultHttpHeadersFactory;
import io.netty.handler.codec.http.HttpHeaders;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * What is made of any forwarding headers: never what stands left of an address that nobody vouches
 * for, nor what a proxy has put between quotes.
 *
 * <p>Each line of an input is a header: {@code Forwarded} if it begins with F, else {@code
 * X-Forwarded-For}; and then the name of a host, as the client may choose it.
 */
public final class ForwardedFuzz {

  private static final InetAddress PEER = address("10.0.0.1");
  private static final String NEAREST = "192.0.2.9";
  private static final TrustedProxies PROXIES =
      new TrustedProxies(List.of(Network.of("10.0.0.0/8")), false);

  private ForwardedFuzz() {}

  /** Called by Jazzer. */
  public static void fuzzerTestOneInput(byte[] input) {
    List<String> lines = new String(input, StandardCharsets.ISO_8859_1).lines().toList();
    HttpHeaders headers = headers();
    for (String line : lines) {
      if (!line.isEmpty()) {
        headers.add(nameOf(line), line.substring(1));
      }
    }
    headers.add("Forwarded", "for=" + NEAREST);
    headers.add("X-Forwarded-For", NEAREST);
    expectNearest(headers);
    for (String line : lines) {
      if (!line.isEmpty()) {
        appendTo(line);
      }
    }
  }

  /** What proxies append to the line that came, with a host that is as the line is. */
  private static void appendTo(String line) {
    String host = "\"" + line.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    List<String> elements =
        nameOf(line).equals("Forwarded")
            ? List.of("for=%s;host=%s", "host=%2$s;for=%1$s", "by=_b;For=\"%s\";host=%s;proto=http")
            : List.of(NEAREST);
    for (String element : elements) {
      String appended = line.substring(1) + ", " + element.formatted(NEAREST, host);
      expectNearest(headers().add(nameOf(line), appended));
    }
  }

  private static void expectNearest(HttpHeaders headers) {
    InetAddress client = ForwardedFor.client(PEER, headers, PROXIES);
    if (!address(NEAREST).equals(client)) {
      throw new AssertionError(client + " (expected: " + NEAREST + "): " + headers.entries());
    }
  }

  private static String nameOf(String line) {
    return line.charAt(0) == 'F' ? "Forwarded" : "X-Forwarded-For";
  }

  private static HttpHeaders headers() {
    return DefaultHttpHeadersFactory.headersFactory().withValidation(false).newHeaders();
  }

  private static InetAddress address(String literal) {
    InetAddress address = Network.literal(literal);
    if (address == null) {
      throw new IllegalArgumentException(literal);
    }
    return address;
  }
}
