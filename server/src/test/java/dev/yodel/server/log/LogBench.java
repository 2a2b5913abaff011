package dev.yodel.server.log;

import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;

/** What the contract's tests stand on: a log, a clock, and a restart for logs that survive one. */
@NullUnmarked
abstract class LogBench {

  static final Retention KEEP_ALL = new Retention(1_000_000, null);

  final StoppedClock clock = new StoppedClock();
  final TailRecord tail = new TailRecord();
  private final AtomicInteger epochs = new AtomicInteger();
  private RoomLog log;
  private Retention retention;
  Asked room;

  /** A log on the same storage as the one before it, if there was one. */
  protected abstract RoomLog open(Retention retention, StoppedClock clock);

  /** Whether events survive {@link RoomLog#close}. */
  protected abstract boolean isDurable();

  String nextEpoch() {
    return "epoch-" + epochs.incrementAndGet();
  }

  void begin(Retention kept) {
    retention = kept;
    log = open(retention, clock);
    log.tail(tail);
    room = new Asked(log);
  }

  /** Stands in the middle of every test: nothing may change for a durable log. */
  void restart() {
    if (isDurable()) {
      log.close();
      begin(retention);
    }
  }

  RoomLog log() {
    return log;
  }

  @AfterEach
  void close() {
    log.close();
  }
}
