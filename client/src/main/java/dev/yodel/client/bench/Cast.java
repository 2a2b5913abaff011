package dev.yodel.client.bench;

import dev.yodel.client.BufferListener;
import dev.yodel.client.ConnectOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Everybody who takes part in a run, spread over its lanes and rooms. */
final class Cast {

  private final Plan plan;
  private final Lanes lanes;
  private final List<List<Opening.Guest>> ofLane = new ArrayList<>();
  private final List<Opening> openings = new ArrayList<>();
  private final List<Member.Hall> halls = new ArrayList<>();

  /**
   * Nobody is connected yet.
   *
   * @param seed of what messages hold
   * @param onGone runs when a connection has ended early, on its loop
   */
  Cast(Plan plan, Lanes lanes, long seed, Runnable onGone) {
    this.plan = plan;
    this.lanes = lanes;
    var payloads = new Payloads(plan.shape(), seed);
    lanes.list().forEach(lane -> ofLane.add(new ArrayList<>()));
    int rooms = plan.crowd().rooms();
    for (int room = 0; room < rooms && plan.isFanOut(); room++) {
      var posts = new Posts(Long.hashCode(seed) + room, plan, plan.members(room));
      halls.add(new Member.Hall(posts, new ArrayList<>(), onGone));
    }
    for (int i = 0; i < plan.connections(); i++) {
      Lane lane = lanes.of(i);
      if (halls.isEmpty()) {
        var echo = new EchoConnection(lane, i, plan, payloads, onGone);
        join(i, lane, echo, echo, true);
      } else {
        Member.Hall hall = halls.get(i % rooms);
        int seat = i / rooms;
        boolean posts = seat < plan.crowd().posters();
        var member = new Member(lane, seat, plan, payloads, hall);
        if (posts) {
          hall.posters().add(member);
        }
        join(i, lane, member, member, posts);
      }
    }
  }

  private void join(int index, Lane lane, BufferListener listener, Sender sender, boolean paced) {
    ofLane
        .get(index % lanes.count())
        .add(new Opening.Guest(listener, index % plan.crowd().rooms()));
    lane.add(sender, paced);
  }

  /** Opens all connections; settles when all attempts are over. */
  CompletableFuture<Void> open(ConnectOptions options, long start) {
    List<ConnectOptions> ofRoom = new ArrayList<>();
    for (int room = 0; room < plan.crowd().rooms(); room++) {
      ofRoom.add(plan.crowd().rooms() == 1 ? options : RoomAddress.of(options, room));
    }
    List<CompletableFuture<Void>> settled = new ArrayList<>();
    for (int i = 0; i < lanes.count(); i++) {
      var opening =
          new Opening(lanes.list().get(i), ofRoom, ofLane.get(i), plan.phases().ramp(), start);
      openings.add(opening);
      settled.add(opening.start());
    }
    return CompletableFuture.allOf(settled.toArray(CompletableFuture[]::new));
  }

  /** Opens no more. */
  void stopOpening() {
    lanes.tell(lane -> openings.get(lanes.list().indexOf(lane)).stop());
  }

  /** Settles when every member of every room has heard of a probe. */
  CompletableFuture<Void> everybodyIn() {
    return CompletableFuture.allOf(
        halls.stream()
            .map(hall -> hall.posts().everybodyIn())
            .toArray(CompletableFuture<?>[]::new));
  }

  /** How many members have not. */
  int outside() {
    return halls.stream().mapToInt(hall -> hall.posts().outside()).sum();
  }

  /** Asks who is there, in every room that lacks somebody. */
  void probe() {
    for (Member.Hall hall : halls) {
      if (hall.posts().outside() > 0) {
        hall.posters().get(0).probe();
      }
    }
  }

  /** The load: of an open loop each lane gets the share of those of its connections that send. */
  void load(long start) {
    int all = Math.toIntExact(lanes.sum(lane -> (long) lane.paced()));
    for (int i = 0; i < lanes.count(); i++) {
      Lane lane = lanes.list().get(i);
      Schedule schedule = null;
      if (plan.load() instanceof Load.Open open && lane.paced() > 0) {
        long shift = Math.round(i * (TimeUnit.SECONDS.toNanos(1) / open.perSecond()));
        schedule = new Schedule(start + shift, open.perSecond() * lane.paced() / all);
      }
      Schedule own = schedule;
      lane.loop().execute(() -> lane.load(own));
    }
    halls.forEach(hall -> hall.posters().forEach(Member::begin));
  }
}
