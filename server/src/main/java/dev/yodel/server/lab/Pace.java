package dev.yodel.server.lab;

import java.time.Duration;

/** When answers leave: delayed, jittered, no faster than a rate, and never before one another. */
public final class Pace {

  private final Dice dice;
  private final long delayNanos;
  private final long jitterNanos;
  private final long distanceNanos;
  private boolean started;
  private long lastNanos;

  public Pace(Experiment experiment, Dice dice) {
    this.dice = dice;
    this.delayNanos = nanos(experiment, AnswerKnobs.DELAY);
    this.jitterNanos = nanos(experiment, AnswerKnobs.JITTER);
    this.distanceNanos = nanos(experiment, AnswerKnobs.RATE);
  }

  private static long nanos(Experiment experiment, Knob<Duration> knob) {
    return experiment.get(knob).map(Duration::toNanos).orElse(0L);
  }

  /**
   * When the next answer is due.
   *
   * @param message the one it answers, counted from 1
   * @param nowNanos on the clock of the connection's loop
   */
  public long next(long message, long nowNanos) {
    long wish =
        nowNanos + delayNanos + (long) (dice.draw(AnswerKnobs.JITTER, message) * jitterNanos);
    long earliest = lastNanos + distanceNanos;
    lastNanos = started && earliest - wish > 0 ? earliest : wish;
    started = true;
    return lastNanos;
  }
}
