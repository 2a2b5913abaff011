package dev.yodel.server.log;

import dev.yodel.protocol.RoomEvent.Moderated;
import dev.yodel.server.log.Sanction.Kind;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The mutes and bans of one room. Its holder guards it. */
public final class Sanctions {

  private record Key(String user, Kind kind) {}

  private final Map<Key, Sanction> byKey = new HashMap<>();

  /** Adds those that a log kept. */
  public void addAll(List<Sanction> sanctions) {
    for (Sanction sanction : sanctions) {
      byKey.put(new Key(sanction.user(), sanction.kind()), sanction);
    }
  }

  /** What a moderator's act changes. */
  public void apply(Moderated moderated) {
    String user = moderated.user();
    switch (moderated.action()) {
      case MUTE -> put(new Sanction(user, Kind.MUTE, moderated.until()));
      case BAN -> put(new Sanction(user, Kind.BAN, moderated.until()));
      case UNMUTE -> byKey.remove(new Key(user, Kind.MUTE));
      case UNBAN -> byKey.remove(new Key(user, Kind.BAN));
      case KICK -> {}
    }
  }

  private void put(Sanction sanction) {
    byKey.put(new Key(sanction.user(), sanction.kind()), sanction);
  }

  /** Whether the user may not do it now. */
  public boolean holds(String user, Kind kind, Instant now) {
    Sanction sanction = byKey.get(new Key(user, kind));
    return sanction != null && sanction.holdsAt(now);
  }

  /** All that are in force; those that ended are forgotten. */
  public List<Sanction> inForce(Instant now) {
    byKey.values().removeIf(sanction -> !sanction.holdsAt(now));
    return List.copyOf(byKey.values());
  }
}
