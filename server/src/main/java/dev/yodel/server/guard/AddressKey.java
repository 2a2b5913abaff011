package dev.yodel.server.guard;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.nio.ByteBuffer;

/**
 * What counts as one address: all of an IPv4 address, the first 64 bits of an IPv6 one, since
 * whoever has one of those has 2^64.
 */
record AddressKey(boolean six, long bits) {

  static AddressKey of(InetAddress address) {
    ByteBuffer bytes = ByteBuffer.wrap(address.getAddress());
    return address instanceof Inet6Address
        ? new AddressKey(true, bytes.getLong())
        : new AddressKey(false, bytes.getInt());
  }
}
