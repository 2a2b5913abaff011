package dev.yodel.client.bench;

import dev.yodel.client.BufferListener;
import dev.yodel.client.ConnectFailure;
import dev.yodel.client.ConnectOptions;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;

/**
 * Opens a lane's connections, evenly over the ramp, and never more than {@value #MAX_PENDING} at a
 * time. Belongs to the lane's loop.
 */
final class Opening {

  private static final int MAX_PENDING = 64;

  private final Lane lane;
  private final List<ConnectOptions> ofRoom;
  private final List<Guest> guests;
  private final Schedule begins;
  private final CompletableFuture<Void> settled = new CompletableFuture<>();
  private int begun;
  private int pending;
  private boolean armed;
  private boolean stopped;

  /** Who connects, to which room. */
  record Guest(BufferListener listener, int room) {}

  Opening(Lane lane, List<ConnectOptions> ofRoom, List<Guest> guests, Duration ramp, long start) {
    this.lane = lane;
    this.ofRoom = ofRoom;
    this.guests = guests;
    double seconds = ramp.toNanos() / 1e9;
    this.begins = new Schedule(start, seconds == 0 ? Double.MAX_VALUE : guests.size() / seconds);
  }

  /** Begins; settles when every attempt has succeeded or failed. */
  CompletableFuture<Void> start() {
    lane.loop().execute(this::pump);
    return settled;
  }

  /** Opens no more. */
  void stop() {
    stopped = true;
  }

  private void pump() {
    while (!stopped && !armed && begun < guests.size() && pending < MAX_PENDING) {
      long wait = begins.instant(begun) - lane.now();
      if (wait > 0) {
        armed = true;
        lane.loop().schedule(this::rearmed, wait, TimeUnit.NANOSECONDS);
        return;
      }
      open(guests.get(begun++));
    }
    if (pending == 0 && (stopped || begun == guests.size())) {
      settled.complete(null);
    }
  }

  private void rearmed() {
    armed = false;
    pump();
  }

  private void open(Guest guest) {
    pending++;
    lane.client()
        .connect(ofRoom.get(guest.room()), guest.listener())
        .whenComplete(
            (connection, failed) -> {
              pending--;
              if (failed != null) {
                Throwable cause =
                    failed instanceof CompletionException ? failed.getCause() : failed;
                lane.tally().refused(cause instanceof ConnectFailure why ? why : null);
              }
              lane.loop().execute(this::pump);
            });
  }
}
