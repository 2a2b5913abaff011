package dev.yodel.server.guard;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Addresses that begin with the same bits, as {@code 10.0.0.0/8} or {@code ::1}.
 *
 * @param bits how many of them are the same
 */
public record Network(InetAddress address, int bits) {

  /** Without it a name would be looked up. */
  private static final Pattern LITERAL = Pattern.compile("[0-9.]+|[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*");

  /**
   * Reads a network.
   *
   * @throws IllegalArgumentException if it is none
   */
  public static Network of(String text) {
    int slash = text.indexOf('/');
    InetAddress address = literal(slash < 0 ? text : text.substring(0, slash));
    int most = address == null ? 0 : address.getAddress().length * Byte.SIZE;
    int bits = slash < 0 ? most : number(text.substring(slash + 1));
    if (address == null || bits < 0 || bits > most) {
      throw new IllegalArgumentException(
          "--trusted-proxy: \"" + text + "\" (expected: an address, or a network as 10.0.0.0/8)");
    }
    return new Network(address, bits);
  }

  private static int number(String text) {
    return text.matches("[0-9]{1,3}") ? Integer.parseInt(text) : -1;
  }

  /** An address from its digits; null if they are none. */
  static @Nullable InetAddress literal(String text) {
    boolean four = text.indexOf(':') < 0;
    if (!LITERAL.matcher(text).matches()
        || (four && !text.matches("[0-9]{1,3}(\\.[0-9]{1,3}){3}"))) {
      return null;
    }
    try {
      return InetAddress.getByName(text);
    } catch (UnknownHostException e) {
      return null;
    }
  }

  /** Whether an address is one of them. */
  public boolean contains(InetAddress other) {
    byte[] mine = address.getAddress();
    byte[] theirs = other.getAddress();
    if (mine.length != theirs.length) {
      return false;
    }
    for (int bit = 0; bit < bits; bit++) {
      int mask = 0x80 >> (bit & 7);
      if ((mine[bit >> 3] & mask) != (theirs[bit >> 3] & mask)) {
        return false;
      }
    }
    return true;
  }
}
