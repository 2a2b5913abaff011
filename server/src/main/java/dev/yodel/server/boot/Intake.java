package dev.yodel.server.boot;

import dev.yodel.server.owner.OwnedBy;
import dev.yodel.server.websocket.ReadGate;
import io.netty.util.concurrent.EventExecutor;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.TimeUnit;

/**
 * Begins to read new connections of one event loop, a few each turn, so that whoever is there
 * already is served between them: a request and its upgrade cost as much as twenty echoes, and a
 * crowd that comes at once would be all that a turn does.
 */
@OwnedBy(OwnedBy.Kind.LOOP)
final class Intake {

  /** So many are read at once, or in one turn: {@value}. */
  static final int EACH_TURN = 4;

  /** A time in which a loop that has little to do turns. */
  private static final long TURN_NANOS = TimeUnit.MICROSECONDS.toNanos(200);

  private final EventExecutor loop;
  private final Queue<ReadGate> waiting = new ArrayDeque<>();
  private long since;
  private int begun;

  Intake(EventExecutor loop) {
    this.loop = loop;
    this.since = now() - TURN_NANOS;
  }

  /** Takes in a connection that has not been read yet. */
  void take(ReadGate gate) {
    long now = now();
    if (now - since >= TURN_NANOS) {
      since = now;
      begun = 0;
    }
    if (waiting.isEmpty() && begun < EACH_TURN) {
      begun++;
      return;
    }
    gate.set(ReadGate.Reason.NEW, true);
    waiting.add(gate);
    if (waiting.size() == 1) {
      awaitTurn();
    }
  }

  /** What is scheduled waits for the next turn; what is executed may still run in this one. */
  private void awaitTurn() {
    loop.schedule(this::turn, 1, TimeUnit.NANOSECONDS);
  }

  private void turn() {
    for (int i = 0; i < EACH_TURN && !waiting.isEmpty(); i++) {
      waiting.remove().set(ReadGate.Reason.NEW, false);
    }
    if (!waiting.isEmpty()) {
      awaitTurn();
    }
  }

  private long now() {
    return loop.ticker().nanoTime();
  }
}
