package dev.yodel.client.bench;

import dev.yodel.client.ConnectOptions;
import java.net.URI;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where one of several rooms is: what {@code room=} names, and a number. */
final class RoomAddress {

  private static final Pattern ROOM = Pattern.compile("([?&]room=[^&]*)");

  private RoomAddress() {}

  static ConnectOptions of(ConnectOptions options, int room) {
    String address = options.uri().toString();
    Matcher named = ROOM.matcher(address);
    String own;
    if (named.find()) {
      own = address.substring(0, named.end()) + "-" + room + address.substring(named.end());
    } else {
      own = address + (options.uri().getRawQuery() == null ? "?" : "&") + "room=bench-" + room;
    }
    return options.with(URI.create(own));
  }
}
