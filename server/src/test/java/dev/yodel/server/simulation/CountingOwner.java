package dev.yodel.server.simulation;

import dev.yodel.server.owner.Owner;
import java.time.Duration;

/** Counts the tasks that an owner is given. */
final class CountingOwner implements Owner {

  private final Owner owner;
  private int tasks;

  CountingOwner(Owner owner) {
    this.owner = owner;
  }

  int tasks() {
    return tasks;
  }

  void reset() {
    tasks = 0;
  }

  @Override
  public void execute(Runnable task) {
    tasks++;
    owner.execute(task);
  }

  @Override
  public Cancellable schedule(Duration delay, Runnable task) {
    return owner.schedule(delay, task);
  }

  @Override
  public long nanoTime() {
    return owner.nanoTime();
  }

  @Override
  public boolean isCurrent() {
    return owner.isCurrent();
  }
}
