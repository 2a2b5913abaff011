package dev.yodel.server.chat;

import dev.yodel.protocol.RoomName;
import dev.yodel.server.log.Answer;
import dev.yodel.server.log.RoomState;
import dev.yodel.server.owner.Crowd;
import dev.yodel.server.owner.OwnedBy;
import dev.yodel.server.owner.Owner;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * The rooms of one owner. A room is made when it is first asked for, once its head is loaded, and
 * goes when it is idle: an empty room costs nothing.
 */
@OwnedBy(OwnedBy.Kind.ROOM)
final class RoomShard {

  /** What is to be done in a room once it is there. */
  interface Visit {
    void to(Room room);

    /** The room could not be loaded. */
    void refused(Answer.Refused<?> why);
  }

  private final RoomPlace place;
  private final Map<String, Room> rooms = new HashMap<>();
  private final Map<String, List<Visit>> waiting = new HashMap<>();

  RoomShard(RoomPlace.Shared shared, Owner owner) {
    this.place = new RoomPlace(owner, new Crowd(owner), shared, this::onIdle);
  }

  /** Brings a visitor to a room, which is loaded for it if need be. */
  void visit(RoomName name, Visit visit) {
    assert place.owner().isCurrent();
    String key = name.key();
    Room room = rooms.get(key);
    if (room != null) {
      visit.to(room);
      return;
    }
    List<Visit> queue = waiting.get(key);
    if (queue != null) {
      queue.add(visit);
      return;
    }
    waiting.put(key, new ArrayList<>(List.of(visit)));
    place.log().load(name, state -> place.owner().execute(() -> onLoaded(key, state)));
  }

  private void onLoaded(String key, Answer<RoomState> answer) {
    assert place.owner().isCurrent();
    List<Visit> visits = waiting.remove(key);
    if (visits == null) {
      throw new IllegalStateException("loaded without a visitor: " + key);
    }
    if (answer instanceof Answer.Given<RoomState> state) {
      Room room = new Room(place, state.value());
      rooms.put(key, room);
      visits.forEach(visit -> visit.to(room));
      onIdle(room);
    } else if (answer instanceof Answer.Refused<RoomState> refusal) {
      visits.forEach(visit -> visit.refused(refusal));
    }
  }

  /** Brings a visitor to a room if it is there; a visitor that waits for it goes first. */
  void visitKnown(RoomName name, Consumer<Room> visit, Runnable absent) {
    assert place.owner().isCurrent();
    Room room = rooms.get(name.key());
    List<Visit> queue = waiting.get(name.key());
    if (room != null) {
      visit.accept(room);
    } else if (queue != null) {
      queue.add(new Late(visit, absent));
    } else {
      absent.run();
    }
  }

  /** A visit to a room that is not loaded for it. */
  private record Late(Consumer<Room> visit, Runnable absent) implements Visit {
    @Override
    public void to(Room room) {
      visit.accept(room);
    }

    @Override
    public void refused(Answer.Refused<?> why) {
      absent.run();
    }
  }

  /** Calls every room that is there. */
  void visitAll(Consumer<Room> visit) {
    assert place.owner().isCurrent();
    List.copyOf(rooms.values()).forEach(visit);
  }

  private void onIdle(Room room) {
    assert place.owner().isCurrent();
    if (room.isIdle()) {
      rooms.remove(room.name().key(), room);
    }
  }

  int size() {
    return rooms.size() + waiting.size();
  }
}
