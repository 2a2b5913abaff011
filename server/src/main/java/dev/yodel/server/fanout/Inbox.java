package dev.yodel.server.fanout;

import dev.yodel.server.owner.OwnedBy;
import dev.yodel.server.owner.Owner;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * What a room has for one of its sections, in the room's order. The loop takes all that waits in
 * one task, so that events which came in the same turn can be written as one.
 */
@OwnedBy(OwnedBy.Kind.ANY)
final class Inbox implements Droppable {

  /** After so many the loop serves others first. */
  private static final int MOST_AT_ONCE = 256;

  private final Section section;
  private final Owner owner;
  private final Queue<Runnable> waiting = new ConcurrentLinkedQueue<>();
  private final AtomicBoolean announced = new AtomicBoolean();

  Inbox(Section section, Owner owner) {
    this.section = section;
    this.owner = owner;
  }

  /** Puts a task behind those that wait. */
  void put(Runnable task) {
    waiting.add(task);
    announce();
  }

  private void announce() {
    if (announced.compareAndSet(false, true)) {
      owner.execute(this);
    }
  }

  @Override
  public void run() {
    announced.set(false);
    try {
      take();
    } finally { // a task that throws must not keep those behind it waiting
      section.settle();
      if (!waiting.isEmpty()) {
        announce();
      }
    }
  }

  private void take() {
    for (int taken = 0; taken < MOST_AT_ONCE; taken++) {
      Runnable task = waiting.poll();
      if (task == null) {
        return;
      }
      task.run();
    }
  }

  @Override
  public void dropped() {
    announced.set(false);
    for (Runnable task = waiting.poll(); task != null; task = waiting.poll()) {
      if (task instanceof Droppable droppable) {
        droppable.dropped();
      }
    }
  }
}
