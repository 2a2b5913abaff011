package dev.yodel.server.guard;

import io.netty.handler.codec.http.HttpHeaders;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Whose request a chain of proxies brings, by {@code Forwarded} (RFC 7239) or {@code
 * X-Forwarded-For}: read from the right, since what stands further left anyone may have written.
 *
 * <pre>
 *   X-Forwarded-For: anything, client, proxy 2      connection from proxy 1
 *                              '- the first that is no trusted proxy
 * </pre>
 */
final class ForwardedFor {

  private static final Pattern NODE =
      Pattern.compile("\\[([0-9A-Fa-f:.]+)](?::\\d+)?|([0-9.]+)(?::\\d+)?|([0-9A-Fa-f:.]+)");

  private ForwardedFor() {}

  /**
   * The client of a request.
   *
   * @param peer the trusted proxy that the connection comes from
   * @return the peer itself where nothing is said, null where the two headers contradict each other
   */
  static @Nullable InetAddress client(
      InetAddress peer, HttpHeaders headers, TrustedProxies proxies) {
    List<String> standard = new ArrayList<>();
    headers.getAll("Forwarded").forEach(line -> standard.addAll(ForwardedLine.nodes(line)));
    List<String> custom = elements(headers.getAll("X-Forwarded-For"));
    InetAddress byStandard = last(peer, standard, proxies);
    InetAddress byCustom = last(peer, custom, proxies);
    if (standard.isEmpty()) {
      return byCustom;
    }
    return custom.isEmpty() || byStandard.equals(byCustom) ? byStandard : null;
  }

  private static List<String> elements(List<String> lines) {
    List<String> all = new ArrayList<>();
    for (String line : lines) {
      for (String element : line.split(",", -1)) {
        all.add(element.strip());
      }
    }
    return all;
  }

  private static InetAddress last(InetAddress peer, List<String> nodes, TrustedProxies proxies) {
    List<String> fromTheRight = new ArrayList<>(nodes);
    Collections.reverse(fromTheRight);
    InetAddress hop = peer;
    for (String node : fromTheRight) {
      InetAddress next = address(node);
      if (next == null) {
        return hop;
      }
      hop = next;
      if (!proxies.contain(hop)) {
        return hop;
      }
    }
    return hop;
  }

  private static @Nullable InetAddress address(String node) {
    Matcher parts = NODE.matcher(node);
    if (!parts.matches()) {
      return null;
    }
    for (int group = 1; group <= parts.groupCount(); group++) {
      if (parts.group(group) != null) {
        return Network.literal(parts.group(group));
      }
    }
    return null;
  }
}
