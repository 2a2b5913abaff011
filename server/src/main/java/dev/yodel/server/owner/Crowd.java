package dev.yodel.server.owner;

import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Those who want to be let in, or what else can wait: it has a slice at a time, in the order it
 * came, and whoever is in already is served in between for as long. Who comes alone waits for
 * nothing. A loop has two: one for what comes from outside, one for what its rooms have to tell.
 *
 * <pre>
 *   |  slice of the crowd  |  as long for others  |  slice of the crowd  |  ...
 * </pre>
 */
@OwnedBy(OwnedBy.Kind.LOOP)
public final class Crowd {

  /** So long work is begun without a break: 0.1 ms. */
  static final Duration SLICE = Duration.ofNanos(100_000);

  private static final long SLICE_NANOS = SLICE.toNanos();

  private final Owner owner;
  private final Set<Runnable> waiting = new LinkedHashSet<>();
  private long last;
  private long spent;
  private boolean running;
  private boolean turnAwaited;
  private volatile int size;

  /** The crowd at an owner. */
  public Crowd(Owner owner) {
    this.owner = owner;
  }

  /**
   * Does a piece of work now, or when its turn comes: what waits already waits once, and what asks
   * for more of itself waits behind the others.
   */
  public void take(Runnable work) {
    assert owner.isCurrent();
    forgetWhatIsPaid();
    if (waiting.isEmpty() && !running && spent < SLICE_NANOS) {
      try {
        run(work);
      } finally {
        awaitTurn();
      }
    } else if (waiting.add(work)) {
      size = waiting.size();
      if (!running) { // what runs is not paid for yet
        awaitTurn();
      }
    }
  }

  /**
   * Does, once for each time that it was asked for, what begins more than it does itself, as a
   * request to another owner does: it counts as a whole slice.
   */
  public void takeWhole(Runnable work) {
    take(
        () -> {
          work.run();
          spent += SLICE_NANOS;
        });
  }

  /** So long was worked on what should have waited: others have as long before the next slice. */
  public void spend(long nanos) {
    assert owner.isCurrent();
    forgetWhatIsPaid();
    last = owner.nanoTime();
    spent += nanos;
  }

  private void forgetWhatIsPaid() {
    if (owner.nanoTime() - last >= Math.max(spent, SLICE_NANOS)) {
      spent = 0;
    }
  }

  /** Forgets work that waits. */
  public void drop(Runnable work) {
    waiting.remove(work);
    size = waiting.size();
  }

  /** How many wait; anybody may ask. */
  public int size() {
    return size;
  }

  private void run(Runnable work) {
    long begun = owner.nanoTime();
    running = true;
    try {
      work.run();
    } finally {
      running = false;
      last = owner.nanoTime();
      spent += last - begun;
    }
  }

  /** If anything waits: the owner has as long for others as it spent on the crowd. */
  private void awaitTurn() {
    if (!turnAwaited && !waiting.isEmpty()) {
      awaitTurn(Math.max(1, spent));
    }
  }

  private void awaitTurn(long nanos) {
    turnAwaited = true;
    owner.schedule(Duration.ofNanos(nanos), this::turn);
  }

  private void turn() {
    turnAwaited = false;
    long unpaid = last + spent - owner.nanoTime();
    if (unpaid > 0) { // something was spent since
      awaitTurn(unpaid);
      return;
    }
    spent = 0;
    try {
      while (spent < SLICE_NANOS && !waiting.isEmpty()) {
        Iterator<Runnable> first = waiting.iterator();
        Runnable work = first.next();
        first.remove();
        size = waiting.size();
        run(work);
      }
    } finally { // work that throws must not keep what is behind it waiting
      awaitTurn();
    }
  }
}
