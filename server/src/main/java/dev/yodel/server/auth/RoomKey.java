package dev.yodel.server.auth;

import dev.yodel.protocol.RoomName;

/** The key of a room pattern: that of a name, its stars left as they are. */
final class RoomKey {

  private RoomKey() {}

  static String of(String glob) {
    StringBuilder key = new StringBuilder();
    for (String part : glob.split("(?<=\\*)|(?=\\*)", -1)) {
      key.append(part.isEmpty() || part.equals("*") ? part : new RoomName(part).key());
    }
    return key.toString();
  }
}
