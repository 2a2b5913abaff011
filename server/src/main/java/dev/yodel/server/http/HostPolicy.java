package dev.yodel.server.http;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Which names the server answers to. Bound to loopback it answers to loopback's names alone: a page
 * of another site whose name was made to point here (DNS rebinding) is turned away.
 *
 * @param any whether every name will do
 * @param names allowed besides loopback's
 */
public record HostPolicy(boolean any, Set<String> names) {

  private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

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

  /** Whether a Host header names us, its port aside. */
  boolean allows(String host) {
    String name = host.replaceFirst(":[0-9]*$", "").toLowerCase(Locale.ROOT);
    return any || LOOPBACK.contains(name) || names.contains(name) || isLoopbackAddress(name);
  }

  private static boolean isLoopbackAddress(String name) {
    return name.matches("127(\\.[0-9]{1,3}){3}") || name.endsWith(".localhost");
  }
}
