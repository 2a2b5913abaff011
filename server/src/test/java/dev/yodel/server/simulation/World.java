package dev.yodel.server.simulation;

import dev.yodel.server.owner.Owner;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Random;

/** Owners driven by hand, in an order that a seed decides, on a clock that moves when told. */
final class World {

  private static final Instant START = Instant.parse("2026-11-21T09:00:00Z");

  /** A task for later. */
  private record Timer(long at, long number, HandOwner owner, Runnable task)
      implements Comparable<Timer> {
    @Override
    public int compareTo(Timer other) {
      return at == other.at ? Long.compare(number, other.number) : Long.compare(at, other.at);
    }
  }

  private final Random random;
  private final List<HandOwner> owners = new ArrayList<>();
  private final PriorityQueue<Timer> timers = new PriorityQueue<>();
  private HandOwner current;
  private long now;
  private long lastTimer;

  World(Random random) {
    this.random = random;
  }

  HandOwner owner() {
    HandOwner owner = new HandOwner();
    owners.add(owner);
    return owner;
  }

  Clock clock() {
    InstantSource source = () -> START.plusNanos(now);
    return source.withZone(ZoneOffset.UTC);
  }

  /** Runs one task of one owner; false if nobody has any. */
  boolean step() {
    List<HandOwner> ready = owners.stream().filter(owner -> !owner.tasks.isEmpty()).toList();
    if (ready.isEmpty()) {
      return false;
    }
    HandOwner owner = ready.get(random.nextInt(ready.size()));
    Runnable task = owner.tasks.removeFirst();
    current = owner;
    try {
      task.run();
    } finally {
      current = null;
    }
    return true;
  }

  private void settle() {
    while (step()) {}
  }

  /** Does all there is to do, then lets time pass: timers become tasks of their owners. */
  void pass(Duration duration) {
    settle();
    long until = now + duration.toNanos();
    while (!timers.isEmpty() && timers.peek().at <= until) {
      Timer timer = timers.remove();
      now = timer.at;
      timer.owner.tasks.addLast(timer.task);
      settle();
    }
    now = until;
  }

  /** An owner whose tasks run when the world says so. */
  final class HandOwner implements Owner {
    private final Deque<Runnable> tasks = new ArrayDeque<>();

    @Override
    public void execute(Runnable task) {
      tasks.addLast(task);
    }

    @Override
    public Cancellable schedule(Duration delay, Runnable task) {
      Timer timer = new Timer(now + delay.toNanos(), ++lastTimer, this, task);
      timers.add(timer);
      return () -> timers.remove(timer);
    }

    @Override
    public long nanoTime() {
      return now;
    }

    @Override
    public boolean isCurrent() {
      return current == this;
    }
  }
}
