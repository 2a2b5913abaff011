package dev.yodel.server.owner;

import java.time.Duration;

/**
 * The one thread that may touch a set of mutable objects.
 *
 * <p>Tasks run one at a time, in the order in which they came, and never inside the call that
 * brought them: a task that the owner gives to itself runs later as well, so that order never
 * depends on who asked.
 */
public interface Owner {

  /** Runs a task on the owner's thread, after all that came before it. */
  void execute(Runnable task);

  /** Runs a task on the owner's thread, no sooner than the delay from now. */
  Cancellable schedule(Duration delay, Runnable task);

  /** Nanoseconds of the owner's clock: for differences only. */
  long nanoTime();

  /** Whether the calling thread is the owner's. */
  boolean isCurrent();

  /** A scheduled task that may be taken back. */
  @FunctionalInterface
  interface Cancellable {

    /** Takes the task back; harmless when it ran or was taken back before. */
    void cancel();
  }
}
