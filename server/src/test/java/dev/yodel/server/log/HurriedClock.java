package dev.yodel.server.log;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicLong;

/** A clock that moves on with every look at it. */
public final class HurriedClock extends Clock {

  private final AtomicLong looks = new AtomicLong();
  private final Duration step;

  public HurriedClock(Duration step) {
    this.step = step;
  }

  @Override
  public Instant instant() {
    return Instant.EPOCH.plus(step.multipliedBy(looks.incrementAndGet()));
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
