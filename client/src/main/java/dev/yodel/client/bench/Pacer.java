package dev.yodel.client.bench;

import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Offers messages when they are due, to the open senders in turn. Those it is late with are offered
 * at once with the instant at which they were due, so that a stall costs as many messages as fell
 * into it (no coordinated omission). Belongs to its lane's loop.
 */
final class Pacer implements Runnable {

  private static final int BATCH = 256;

  private final Lane lane;
  private final List<Sender> senders;
  private final Schedule schedule;
  private final long end;
  private long offered;
  private int turn;
  private boolean stopped;

  Pacer(Lane lane, List<Sender> senders, Schedule schedule, long end) {
    this.lane = lane;
    this.senders = senders;
    this.schedule = schedule;
    this.end = end;
  }

  void stop() {
    stopped = true;
  }

  /** How many were due before an instant and have not been offered. */
  long unoffered(long before) {
    return Math.max(0, schedule.dueBefore(before) - offered);
  }

  @Override
  public void run() {
    for (int i = 0; i < BATCH; i++) {
      long instant = schedule.instant(offered);
      if (stopped || instant - end >= 0) {
        return;
      }
      long now = lane.now();
      if (instant - now > 0) {
        lane.loop().schedule(this, instant - now, TimeUnit.NANOSECONDS);
        return;
      }
      offered++;
      offer(instant, now);
    }
    lane.loop().execute(this); // what came meanwhile is read first
  }

  private void offer(long instant, long now) {
    Tally tally = lane.tally();
    if (lane.counts(instant)) {
      tally.due++;
      Tally.record(tally.late, now - instant);
    }
    for (int tried = 0; tried < senders.size(); tried++) {
      Sender sender = senders.get(turn);
      turn = (turn + 1) % senders.size();
      if (sender.isOpen()) {
        sender.offer(instant);
        return;
      }
    }
    tally.fault(Fault.UNSENT, 1);
  }
}
