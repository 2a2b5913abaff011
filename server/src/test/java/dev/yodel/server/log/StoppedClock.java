package dev.yodel.server.log;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** A clock that stands still until it is moved, or looked at if it is told to. */
public final class StoppedClock extends Clock {

  private volatile Instant now = Instant.parse("2026-01-01T00:00:00Z");
  private volatile Duration step = Duration.ZERO;

  /** Moves on by so much before each look from now on; for one thread. */
  public StoppedClock hurry(Duration time) {
    step = time;
    return this;
  }

  public void move(Duration time) {
    now = now.plus(time);
  }

  @Override
  public Instant instant() {
    if (!step.isZero()) {
      move(step);
    }
    return now;
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    return this;
  }
}
