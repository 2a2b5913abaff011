package dev.yodel.client.bench;

import dev.yodel.client.BufferListener;
import dev.yodel.client.ConnectOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Everybody who takes part in a run, spread over its lanes. */
final class Cast {

  private final Plan plan;
  private final Lanes lanes;
  private final List<List<BufferListener>> ofLane = new ArrayList<>();
  private final List<Opening> openings = new ArrayList<>();
  private final List<Member> posters = new ArrayList<>();
  private final @Nullable Posts posts;

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
    posts = plan.isFanOut() ? new Posts(Long.hashCode(seed), plan) : null;
    lanes.list().forEach(lane -> ofLane.add(new ArrayList<>()));
    for (int i = 0; i < plan.connections(); i++) {
      Lane lane = lanes.of(i);
      if (posts == null) {
        var echo = new EchoConnection(lane, i, plan, payloads, onGone);
        join(i, lane, echo, echo, true);
      } else {
        var hall = new Member.Hall(posts, posters, onGone);
        var member = new Member(lane, i, plan, payloads, hall);
        join(i, lane, member, member, i < plan.crowd().posters());
      }
    }
  }

  private void join(int index, Lane lane, BufferListener listener, Sender sender, boolean paced) {
    ofLane.get(index % lanes.count()).add(listener);
    lane.add(sender, paced);
    if (paced && listener instanceof Member poster) {
      posters.add(poster);
    }
  }

  /** Opens all connections; settles when all attempts are over. */
  CompletableFuture<Void> open(ConnectOptions options, long start) {
    List<CompletableFuture<Void>> settled = new ArrayList<>();
    for (int i = 0; i < lanes.count(); i++) {
      var opening =
          new Opening(lanes.list().get(i), options, ofLane.get(i), plan.phases().ramp(), start);
      openings.add(opening);
      settled.add(opening.start());
    }
    return CompletableFuture.allOf(settled.toArray(CompletableFuture[]::new));
  }

  /** Opens no more. */
  void stopOpening() {
    lanes.tell(lane -> openings.get(lanes.list().indexOf(lane)).stop());
  }

  /** Settles when every member of the room has heard of a probe. */
  CompletableFuture<Void> everybodyIn() {
    return posts == null ? CompletableFuture.completedFuture(null) : posts.everybodyIn();
  }

  /** How many members have not. */
  int outside() {
    return posts == null ? 0 : posts.outside();
  }

  /** Asks who is there, if there is a room. */
  void probe() {
    if (!posters.isEmpty()) {
      lanes.of(0).loop().execute(posters.get(0)::probe);
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
    for (int i = 0; i < posters.size(); i++) {
      lanes.of(i).loop().execute(posters.get(i)::begin);
    }
  }
}
