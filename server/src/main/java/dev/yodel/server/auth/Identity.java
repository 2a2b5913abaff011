package dev.yodel.server.auth;

import dev.yodel.protocol.Role;
import dev.yodel.protocol.RoomName;
import dev.yodel.protocol.UserName;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who a connection proved to be.
 *
 * @param name the name it brings; null when it has none yet
 * @param nameFixed whether the name was given by whoever signed the token
 * @param rooms patterns of the rooms that it may enter, {@code *} standing for any characters;
 *     empty for all
 * @param expires when the proof ends; null for never
 */
public record Identity(
    String userId,
    @Nullable UserName name,
    boolean nameFixed,
    Role role,
    List<String> rooms,
    @Nullable Instant expires) {

  public Identity {
    rooms = List.copyOf(rooms);
  }

  /** Somebody who is whom they say, for ever and in all rooms. */
  public static Identity guest(String userId, @Nullable UserName name) {
    return new Identity(userId, name, false, Role.MEMBER, List.of(), null);
  }

  /** Whether the room may be entered. */
  public boolean mayEnter(RoomName room) {
    return rooms.isEmpty()
        || rooms.stream().anyMatch(glob -> matches(RoomKey.of(glob), room.key()));
  }

  private static boolean matches(String glob, String key) {
    String[] parts = glob.split("\\*", -1);
    if (parts.length == 1) {
      return glob.equals(key);
    }
    String last = parts[parts.length - 1];
    int at = parts[0].length();
    if (!key.startsWith(parts[0]) || !key.endsWith(last)) {
      return false;
    }
    int end = key.length() - last.length();
    for (int i = 1; i < parts.length - 1; i++) {
      int found = key.indexOf(parts[i], at);
      if (found < 0) {
        return false;
      }
      at = found + parts[i].length();
    }
    return at <= end;
  }
}
