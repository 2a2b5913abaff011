package dev.yodel.server.chat;

import dev.yodel.server.owner.OwnedBy;
import dev.yodel.server.owner.Owner;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * Lets a session's requests through in the order in which they came, posts no faster than their
 * budget, and no faster what costs others as much as a post. While one waits, all behind it wait
 * and the connection is not read, so what waits is at most what was read already.
 */
@OwnedBy(OwnedBy.Kind.LOOP)
final class Turnstile {

  /** What a request takes of the budget. */
  private enum Share {
    NONE,
    /** Its part of the rate. */
    RATE,
    /** Its part of the rate, and a place among what the log has not answered. */
    POST
  }

  private record Request(Share share, Runnable action) {
    boolean isPaced() {
      return share != Share.NONE;
    }
  }

  private final Owner owner;
  private final Throttle throttle;
  private final PostBudget budget;
  private final Deque<Request> waiting = new ArrayDeque<>();
  private int waitingPaced;
  private boolean timerSet;
  private boolean closed;
  private @Nullable Runnable whenSettled;

  Turnstile(Owner owner, Throttle throttle, PostBudget budget) {
    this.owner = owner;
    this.throttle = throttle;
    this.budget = budget;
  }

  /** How long a post would wait for the rate behind those that wait already. */
  Duration postWait() {
    return Duration.ofNanos(budget.waitNanos(owner.nanoTime(), waitingPaced));
  }

  /** Runs what costs nobody else anything, behind what waits. */
  void pass(Runnable action) {
    enter(new Request(Share.NONE, action));
  }

  /** Runs what is no post once the rate allows it. */
  void passPaced(Runnable action) {
    enter(new Request(Share.RATE, action));
  }

  /** Runs a post once the budget allows it. */
  void passPost(Runnable action) {
    enter(new Request(Share.POST, action));
  }

  private void enter(Request request) {
    waitingPaced += request.isPaced() ? 1 : 0;
    waiting.add(request);
    drain();
  }

  /** The log answered a post. */
  void answered() {
    budget.answered();
    drain();
  }

  /** Runs an action when nothing waits and the log has answered every post. */
  void onceSettled(Runnable action) {
    whenSettled = action;
    drain();
  }

  /** Forgets what waits. */
  void close() {
    closed = true;
    waiting.clear();
    whenSettled = null;
  }

  private void drain() {
    assert owner.isCurrent();
    boolean tooFast = false;
    while (!closed && !waiting.isEmpty() && !tooFast) {
      Request next = waiting.getFirst();
      if (next.share() == Share.POST && budget.isFull()) {
        break;
      }
      tooFast = next.isPaced() && budget.waitNanos(owner.nanoTime(), 0) > 0;
      if (!tooFast) {
        go(waiting.removeFirst());
      }
    }
    if (!closed) {
      throttle.rate(tooFast);
      throttle.budget(budget.isFull());
      wakeForRate(tooFast);
      settle();
    }
  }

  private void settle() {
    Runnable action = whenSettled;
    if (action != null && waiting.isEmpty() && budget.isIdle()) {
      whenSettled = null;
      action.run();
    }
  }

  private void go(Request request) {
    if (request.isPaced()) {
      waitingPaced--;
      long now = owner.nanoTime();
      budget.take(now, throttle.posted(now));
    }
    if (request.share() == Share.POST) {
      budget.sent();
    }
    request.action().run();
  }

  private void wakeForRate(boolean tooFast) {
    if (tooFast && !timerSet) {
      timerSet = true;
      owner.schedule(
          Duration.ofNanos(budget.waitNanos(owner.nanoTime(), 0)),
          () -> {
            timerSet = false;
            drain();
          });
    }
  }
}
