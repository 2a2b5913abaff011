package dev.yodel.server.chat;

import dev.yodel.protocol.Limits;
import dev.yodel.protocol.RoomName;
import dev.yodel.protocol.RoomStart;
import dev.yodel.protocol.User;
import dev.yodel.server.log.Answer;
import dev.yodel.server.log.Draft;
import dev.yodel.server.log.Logged;
import dev.yodel.server.log.RoomLog;
import dev.yodel.server.owner.OwnedBy;
import dev.yodel.server.owner.Owner;
import java.time.Clock;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All rooms. Its methods only enqueue, to the owner that a room's name hashes to. */
@OwnedBy(OwnedBy.Kind.ANY)
public final class Rooms {

  private static final Logger log = LoggerFactory.getLogger(Rooms.class);

  /** One owner and its rooms. */
  private record Place(Owner owner, RoomShard shard) {}

  private final RoomLog roomLog;
  private final List<Place> places;

  /** Rooms spread over the owners; they become the tail of the log. */
  public Rooms(
      List<Owner> owners, RoomLog roomLog, Audience.Maker audiences, Limits limits, Clock clock) {
    this.roomLog = roomLog;
    RoomPlace.Shared shared =
        new RoomPlace.Shared(roomLog, audiences, limits, clock, this::onImpossiblePosition);
    this.places =
        owners.stream().map(owner -> new Place(owner, new RoomShard(shared, owner))).toList();
    roomLog.tail(new TailOfRooms());
  }

  private Place place(RoomName room) {
    return places.get(Math.floorMod(room.key().hashCode(), places.size()));
  }

  private void visit(RoomName name, Consumer<Room> visit) {
    visit(name, visit, () -> {});
  }

  private void visit(RoomName name, Consumer<Room> visit, Runnable absent) {
    Place place = place(name);
    place.owner().execute(() -> place.shard().visitKnown(name, visit, absent));
  }

  /**
   * Lets a member in; its audience answers it, or the ticket.
   *
   * @param id what the answer repeats; null for none
   */
  public void join(Member member, RoomStart start, @Nullable String id, JoinTicket ticket) {
    RoomShard.Visit visit =
        new RoomShard.Visit() {
          @Override
          public void to(Room room) {
            room.join(member, start, id, ticket);
          }

          @Override
          public void refused(Answer.Refused<?> why) {
            member.peer().owner().execute(() -> ticket.refused(why));
          }
        };
    Place place = place(start.room());
    place.owner().execute(() -> place.shard().visit(start.room(), visit));
  }

  /**
   * Lets a member go.
   *
   * @param id the request to answer; null for none
   */
  public void leave(RoomName room, Member member, @Nullable String id) {
    visit(room, known -> known.leave(member, id), () -> member.left(id));
  }

  /** Logs what a member says; the ticket is told on the member's own thread. */
  public void post(Member member, Draft draft, PostTicket ticket) {
    Owner back = member.peer().owner();
    PostTicket there = answer -> back.execute(() -> ticket.settled(answer));
    RoomShard.Visit visit =
        new RoomShard.Visit() {
          @Override
          public void to(Room room) {
            room.post(member.connection(), draft, there);
          }

          @Override
          public void refused(Answer.Refused<?> why) {
            there.settled(new Answer.Refused<>(why.code(), why.message()));
          }
        };
    Place place = place(draft.room());
    place.owner().execute(() -> place.shard().visit(draft.room(), visit));
  }

  /** The reads of one connection. */
  public ReadQueue reads(Owner connection) {
    return new ReadQueue(roomLog, connection);
  }

  /** Tells the others that a member writes, or no longer does. */
  public void typing(RoomName room, Member member, boolean active) {
    visit(room, known -> known.typing(member.connection(), active));
  }

  /** Gives a member another name. */
  public void rename(RoomName room, Member member, User user) {
    visit(room, known -> known.rename(member.connection(), user));
  }

  /** Asks who is in a room; answered on the caller's thread. */
  public void roster(RoomName room, Owner caller, long after, Consumer<RosterPage> answer) {
    Consumer<RosterPage> there = page -> caller.execute(() -> answer.accept(page));
    visit(
        room,
        known -> there.accept(RosterPage.of(known.name(), known.roster(), after)),
        () -> there.accept(RosterPage.empty(room)));
  }

  private void onImpossiblePosition() {
    if (roomLog.renewEpoch()) {
      String epoch = roomLog.epoch();
      log.error(
          "log restored silently epoch={} (a client knows events that the log does not)", epoch);
      for (Place place : places) {
        place.owner().execute(() -> place.shard().visitAll(room -> room.onEpoch(epoch)));
      }
    }
  }

  /** Brings what the log says to the room that it is about. */
  private final class TailOfRooms implements RoomLog.Tail {
    @Override
    public void onLogged(Logged logged) {
      visit(logged.event().at().room(), room -> room.onLogged(logged));
    }

    @Override
    public void onFloor(RoomName name, long floor) {
      visit(name, room -> room.onFloor(floor));
    }
  }
}
