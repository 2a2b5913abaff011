package dev.yodel.server.guard;

import io.netty.handler.codec.http.DefaultHttpHeadersFactory;
import io.netty.handler.codec.http.HttpHeaders;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * What is made of any forwarding headers: an address that one of them names, the peer's own, or
 * none where they contradict each other; and never what stands left of one that nobody vouches for.
 *
 * <p>Each line of an input is a header: {@code Forwarded} if it begins with F, else {@code
 * X-Forwarded-For}.
 */
public final class ForwardedFuzz {

  private static final InetAddress PEER = address("10.0.0.1");
  private static final TrustedProxies PROXIES =
      new TrustedProxies(List.of(Network.of("10.0.0.0/8")), false);

  private ForwardedFuzz() {}

  /** Called by Jazzer. */
  public static void fuzzerTestOneInput(byte[] input) {
    HttpHeaders headers =
        DefaultHttpHeadersFactory.headersFactory().withValidation(false).newHeaders();
    HttpHeaders untrusted =
        DefaultHttpHeadersFactory.headersFactory().withValidation(false).newHeaders();
    for (String line : new String(input, StandardCharsets.ISO_8859_1).split("\n", -1)) {
      if (!line.isEmpty()) {
        String name = line.charAt(0) == 'F' ? "Forwarded" : "X-Forwarded-For";
        headers.add(name, line.substring(1));
        untrusted.add(name, line.substring(1));
      }
    }
    InetAddress client = ForwardedFor.client(PEER, headers, PROXIES);
    untrusted.add("Forwarded", "for=192.0.2.9");
    untrusted.add("X-Forwarded-For", "192.0.2.9");
    InetAddress nearest = ForwardedFor.client(PEER, untrusted, PROXIES);
    if (!address("192.0.2.9").equals(nearest)) {
      throw new AssertionError(nearest + " (expected: 192.0.2.9); without it " + client);
    }
  }

  private static InetAddress address(String literal) {
    InetAddress address = Network.literal(literal);
    if (address == null) {
      throw new IllegalArgumentException(literal);
    }
    return address;
  }
}
