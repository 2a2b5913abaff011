package dev.yodel.server.guard;

import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Addresses that begin with the same bits, as {@code 10.0.0.0/8} or {@code ::1}.
 *
 * @param bits how many of them are the same
 */
public record Network(InetAddress address, int bits) {

  /** Neither a zone, which only the host that wrote it knows, nor brackets. */
  private static final Pattern DIGITS = Pattern.compile("[0-9A-Fa-f:.]+");

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

  /** An address from its digits; null if they are none. Nothing is ever looked up. */
  static @Nullable InetAddress literal(String text) {
    return DIGITS.matcher(text).matches()
        ? NetUtil.createInetAddressFromIpAddressString(inGroups(text))
        : null;
  }

  /** Writes the IPv4 end of an IPv6 address in its digits: Netty takes it behind few others. */
  private static String inGroups(String text) {
    int end = text.lastIndexOf(':') + 1;
    if (end == 0 || !NetUtil.isValidIpV4Address(text.substring(end))) {
      return text;
    }
    byte[] bytes = NetUtil.createByteArrayFromIpAddressString(text.substring(end));
    int four = ByteBuffer.wrap(bytes).getInt();
    return text.substring(0, end)
        + Integer.toHexString(four >>> Short.SIZE)
        + ':'
        + Integer.toHexString(four & 0xffff);
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
