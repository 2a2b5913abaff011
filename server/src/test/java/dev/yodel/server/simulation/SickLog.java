package dev.yodel.server.simulation;

import dev.yodel.protocol.ErrorCode;
import dev.yodel.protocol.RoomName;
import dev.yodel.protocol.ServerMessage.Receipt;
import dev.yodel.server.log.Answer;
import dev.yodel.server.log.Draft;
import dev.yodel.server.log.LogQuery;
import dev.yodel.server.log.Logged;
import dev.yodel.server.log.RoomLog;
import dev.yodel.server.log.RoomState;
import dev.yodel.server.log.Slice;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;

/** A log that refuses, keeps readers waiting or commits unheard when it is told to. */
final class SickLog implements RoomLog {

  private final RoomLog log;
  private final List<Logged> unheard = new ArrayList<>();
  private final Deque<Runnable> held = new ArrayDeque<>();
  private Tail listener;
  private boolean refusesReads;
  private boolean refusesLoads;
  private boolean commitsUnheard;
  private boolean holdsReads;

  SickLog(RoomLog log) {
    this.log = log;
  }

  void refuseReads(boolean refuse) {
    refusesReads = refuse;
  }

  void refuseLoads(boolean refuse) {
    refusesLoads = refuse;
  }

  /** What is appended is refused, although it is logged; the next load tells of it. */
  void commitUnheard(boolean unheardOf) {
    commitsUnheard = unheardOf;
  }

  /** Answers reads later: when they are let go. */
  void holdReads() {
    holdsReads = true;
  }

  void letReadsGo() {
    holdsReads = false;
    while (!held.isEmpty()) {
      held.removeFirst().run();
    }
  }

  @Override
  public String epoch() {
    return log.epoch();
  }

  @Override
  public void tail(Tail newListener) {
    listener = newListener;
    log.tail(
        new Tail() {
          @Override
          public void onLogged(Logged logged) {
            if (commitsUnheard) {
              unheard.add(logged);
            } else {
              newListener.onLogged(logged);
            }
          }

          @Override
          public void onFloor(RoomName room, long floor) {
            newListener.onFloor(room, floor);
          }
        });
  }

  @Override
  public void load(RoomName room, Consumer<Answer<RoomState>> answer) {
    unheard.forEach(listener::onLogged);
    unheard.clear();
    if (refusesLoads) {
      answer.accept(new Answer.Refused<>(ErrorCode.STORAGE_UNAVAILABLE, "sick"));
    } else {
      log.load(room, answer);
    }
  }

  @Override
  public void append(Draft draft, Consumer<Answer<Receipt>> answer) {
    if (commitsUnheard) {
      log.append(draft, receipt -> {});
      answer.accept(new Answer.Refused<>(ErrorCode.STORAGE_UNAVAILABLE, "sick"));
    } else {
      log.append(draft, answer);
    }
  }

  @Override
  public void read(LogQuery query, Consumer<Answer<Slice>> answer) {
    if (refusesReads) {
      answer.accept(new Answer.Refused<>(ErrorCode.STORAGE_UNAVAILABLE, "sick"));
    } else if (holdsReads) {
      log.read(query, slice -> held.addLast(() -> answer.accept(slice)));
    } else {
      log.read(query, answer);
    }
  }

  @Override
  public boolean renewEpoch() {
    return log.renewEpoch();
  }

  @Override
  public boolean isHealthy() {
    return log.isHealthy();
  }

  @Override
  public void close() {
    log.close();
  }
}
