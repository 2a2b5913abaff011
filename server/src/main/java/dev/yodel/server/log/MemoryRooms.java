package dev.yodel.server.log;

import dev.yodel.protocol.RoomName;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The rooms of a {@link MemoryLog}, which guards them, and the bound on what they take.
 *
 * <pre>
 *   maxBytes |-- rooms, by being there: a quarter --|-- events, texts, postIds --------|
 *            over it, what is least missed goes until a part is free ^
 * </pre>
 *
 * <p>Of a room that was dropped its head is left: it may come back at any time and goes on from
 * there. If all do, rooms alone take five sixths. All else can be dropped, so that part is always
 * reached: going through all rooms for it is paid by the posts that fill it again.
 */
final class MemoryRooms {

  private static final Logger LOG = LoggerFactory.getLogger(MemoryRooms.class);

  /** Rooms may take so small a part of the memory by being there, and never less: {@value}. */
  private static final int ROOMS_SHARE = 4;

  /** What is left of a room that was dropped, its name and head, in bytes and rounded up. */
  private static final long GONE_BYTES = 300;

  /** How small a part of the memory is made free when it is full: {@value}. */
  private static final int FREED_SHARE = 32;

  /** From one line about full memory to the next. */
  private static final Duration QUIET = Duration.ofMinutes(1);

  /** From one search for rooms to drop to the next: it goes through all of them. */
  private static final Duration REST = Duration.ofSeconds(10);

  private final Map<String, MemoryRoom> rooms = new HashMap<>();
  private final Retention retention;
  private final long maxBytes;
  private final Map<String, Long> goneHeads = new HashMap<>();
  private RoomLog.Tail listener = new NoTail();
  private long lastSeq;
  private long bytes;
  private Instant quietUntil = Instant.MIN;
  private Instant restUntil = Instant.MIN;

  MemoryRooms(Retention retention, long maxBytes) {
    this.retention = retention;
    this.maxBytes = maxBytes;
  }

  void tail(RoomLog.Tail newListener) {
    listener = newListener;
  }

  /** About how much memory all of it takes. */
  long bytes() {
    return bytes;
  }

  /**
   * The room, without what became too old while nobody posted; an empty one that {@link #admit} may
   * let in if there is none.
   */
  MemoryRoom room(RoomName name, Instant now) {
    MemoryRoom room = rooms.get(name.key());
    if (room == null) {
      return new MemoryRoom(name, retention, goneHeads.getOrDefault(name.key(), 0L));
    }
    retain(room, now);
    return room;
  }

  private void retain(MemoryRoom room, Instant now) {
    room.retain(now);
    settle(room);
  }

  /** Counts what a room takes after a change, and tells where its floor is if it rose. */
  private void settle(MemoryRoom room) {
    bytes += room.takeGrowth();
    if (room.takeRise()) {
      listener.onFloor(room.name(), room.floor());
    }
  }

  /** Whether a room may have events: one that is new is let in if there is a place for it. */
  boolean admit(MemoryRoom room, Instant now) {
    String key = room.name().key();
    if (!rooms.containsKey(key) && !goneHeads.containsKey(key) && !makesPlace(now)) {
      return false;
    }
    rooms.put(key, room);
    bytes -= goneHeads.remove(key) == null ? 0 : GONE_BYTES;
    return true;
  }

  private boolean makesPlace(Instant now) {
    if (!hasPlace() && !now.isBefore(restUntil)) {
      restUntil = now.plus(REST);
      dropQuiet(now);
    }
    return hasPlace();
  }

  private boolean hasPlace() {
    long taken = (long) rooms.size() * MemoryRoom.ROOM_BYTES + goneHeads.size() * GONE_BYTES;
    return taken + MemoryRoom.ROOM_BYTES <= maxBytes / ROOMS_SHARE;
  }

  /**
   * Drops rooms without messages and sanctions: of these the half that was quiet longest, so that
   * the {@code postId}s of the others are still known.
   */
  private void dropQuiet(Instant now) {
    List<MemoryRoom> empty = new ArrayList<>();
    for (MemoryRoom room : rooms.values()) {
      retain(room, now);
      if (room.isEmpty(now)) {
        empty.add(room);
      }
    }
    empty.sort(Comparator.comparingLong(MemoryRoom::head));
    empty.subList(0, (empty.size() + 1) / 2).forEach(this::drop);
  }

  private void drop(MemoryRoom room) {
    room.clear();
    settle(room);
    bytes += GONE_BYTES - room.bytes();
    rooms.remove(room.name().key());
    goneHeads.put(room.name().key(), room.head());
  }

  /** Logs a draft in a room that was let in. */
  Logged add(MemoryRoom room, Draft draft, Instant now) {
    lastSeq++;
    Logged logged = room.add(draft, lastSeq, now);
    listener.onLogged(logged);
    retain(room, now);
    if (bytes > maxBytes) {
      shrink(now);
    }
    return logged;
  }

  private void shrink(Instant now) {
    rooms.values().forEach(room -> retain(room, now));
    boolean more = true;
    while (more && isFull()) {
      more = isAnythingForgotten();
    }
    PriorityQueue<MemoryRoom> largest =
        new PriorityQueue<>(Comparator.comparingLong(MemoryRoom::bytes).reversed());
    largest.addAll(rooms.values());
    int halved = 0;
    while (isFull() && !largest.isEmpty()) {
      MemoryRoom room = largest.remove();
      if (room.halve()) {
        settle(room);
        largest.add(room);
        halved++;
      }
    }
    if (halved > 0 && now.isAfter(quietUntil)) {
      quietUntil = now.plus(QUIET);
      LOG.warn("log memory full halved={} rooms={} bytes={}", halved, rooms.size(), bytes);
    }
  }

  private boolean isFull() {
    return bytes > maxBytes - maxBytes / FREED_SHARE;
  }

  private boolean isAnythingForgotten() {
    boolean forgotten = false;
    for (MemoryRoom room : rooms.values()) {
      if (isFull() && room.forget()) {
        settle(room);
        forgotten = true;
      }
    }
    return forgotten;
  }
}
