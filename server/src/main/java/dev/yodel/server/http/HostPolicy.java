package dev.yodel.server.http;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Which names the server answers to. Bound to loopback it answers to loopback's names alone: a page
 * of another site whose name was made to point here (DNS rebinding) is turned away.
 *
 * @param any whether every name will do
 * @param names allowed besides loopback's
 */
public record HostPolicy(boolean any, Set<String> names) {

  private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");
  private static final Pattern LOOPBACK_ADDRESS = Pattern.compile("127(\\.[0-9]{1,3}){3}");

  /** Every name will do. */
  public static final HostPolicy ANY = new HostPolicy(true, Set.of());

  /** Keeps a copy. */
  public HostPolicy {
    names = Set.copyOf(names);
  }

  /** Loopback's names and these. */
  public static HostPolicy loopbackAnd(List<String> names) {
    return new HostPolicy(
        false, Set.copyOf(names.stream().map(name -> name.toLowerCase(Locale.ROOT)).toList()));
  }

  /** Whether a well-formed Host header names us, its port aside. */
  boolean allows(String host) {
    if (any) {
      return true;
    }
    int port = host.endsWith("]") ? -1 : host.lastIndexOf(':');
    String name = (port < 0 ? host : host.substring(0, port)).toLowerCase(Locale.ROOT);
    return LOOPBACK.contains(name)
        || names.contains(name)
        || name.endsWith(".localhost")
        || LOOPBACK_ADDRESS.matcher(name).matches();
  }
}
