package dev.yodel.server.log;

import dev.yodel.protocol.RoomName;

/**
 * The heads of rooms that a {@link MemoryLog} dropped, in a few bytes for each.
 *
 * <p>Rooms whose names hash alike share a place, and the highest head stays. So what is told of a
 * room is never below a head that it had: no number is used twice, and no position lies beyond. It
 * may be above; who then comes back from an older place begins anew.
 */
final class GoneHeads {

  /** The most places: {@value}, of eight bytes. */
  private static final int MAX_PLACES = 1 << 16;

  /** So many bytes of the log's memory pay for one place: {@value}. */
  private static final int SHARE = 128;

  private final long[] places;

  GoneHeads(long maxBytes) {
    places = new long[(int) Math.max(1, Math.min(MAX_PLACES, maxBytes / SHARE))];
  }

  /** Where a room went on to, if it was dropped; 0 if none was that is like it. */
  long of(RoomName room) {
    return places[place(room)];
  }

  void keep(RoomName room, long head) {
    int place = place(room);
    places[place] = Math.max(places[place], head);
  }

  long bytes() {
    return (long) places.length * Long.BYTES;
  }

  private int place(RoomName room) {
    return Math.floorMod(room.key().hashCode(), places.length);
  }
}
