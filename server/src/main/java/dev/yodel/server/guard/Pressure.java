package dev.yodel.server.guard;

import dev.yodel.server.owner.OwnedBy;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Whether the server sheds load, by direct memory and by how late its loops are.
 *
 * <pre>
 *   CALM --memory at the mark, or lag for {@value #STUBBORN} looks--&gt; SHEDDING
 *    ^                                          |  not well below both for {@value #PATIENCE} looks:
 *    '-- well below both for {@value #PATIENCE} looks ----'  the slowest readers go, again and again
 * </pre>
 *
 * One late look may be a pause of the machine; a loop that is late again and again has too much to
 * do.
 */
@OwnedBy(OwnedBy.Kind.ANY)
public final class Pressure {

  /** Looks in a row at which a loop must be late. */
  static final int STUBBORN = 3;

  /** Looks in a row after which things have not become better, or have. */
  static final int PATIENCE = 4;

  /** What is to be done after a look. */
  public enum Step {
    NOTHING,
    BEGAN,
    /** It did not help to refuse the new and drop what is not kept. */
    CLOSE_SLOWEST,
    ENDED
  }

  private final long memoryMark;
  private final long lagMark;
  private volatile @Nullable String reason;
  private int late;
  private int bad;
  private int calm;

  /**
   * No pressure yet.
   *
   * @param allowed bytes of direct memory that the JVM allows
   */
  public Pressure(ShedMarks marks, long allowed) {
    this.memoryMark = marks.memoryOf(allowed);
    this.lagMark = marks.lag().toNanos();
  }

  /** Whether load is shed now; safe from any thread. */
  public boolean isShedding() {
    return reason != null;
  }

  /** Which mark was passed, while load is shed: {@code memory_high} or {@code loop_lag_high}. */
  public Optional<String> reason() {
    return Optional.ofNullable(reason);
  }

  /** Whether so much memory is at the mark. */
  public boolean isTooMuch(long memory) {
    return memory >= memoryMark;
  }

  /** Looks again; called by one thread, at even distances. */
  public Step look(long memory, long lagNanos) {
    late = lagNanos >= lagMark ? late + 1 : 0;
    boolean tooMuch = isTooMuch(memory);
    boolean tooLate = late >= STUBBORN;
    if (reason == null) {
      if (!tooMuch && !tooLate) {
        return Step.NOTHING;
      }
      reason = tooMuch ? "memory_high" : "loop_lag_high";
      bad = 0;
      calm = 0;
      return Step.BEGAN;
    }
    return lookAgain(memory < memoryMark - memoryMark / 10 && lagNanos < lagMark / 2);
  }

  private Step lookAgain(boolean good) {
    calm = good ? calm + 1 : 0;
    bad = good ? 0 : bad + 1;
    if (calm >= PATIENCE) {
      reason = null;
      late = 0;
      return Step.ENDED;
    }
    if (bad >= PATIENCE) {
      bad = 0;
      return Step.CLOSE_SLOWEST;
    }
    return Step.NOTHING;
  }
}
