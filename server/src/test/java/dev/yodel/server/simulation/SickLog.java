package dev.yodel.server.simulation;

import dev.yodel.protocol.ErrorCode;
import dev.yodel.protocol.RoomName;
import dev.yodel.protocol.ServerMessage.Receipt;
import dev.yodel.server.log.Answer;
import dev.yodel.server.log.Draft;
import dev.yodel.server.log.ForwardingLog;
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
final class SickLog extends ForwardingLog {

  private final List<Logged> unheard = new ArrayList<>();
  private final Deque<Runnable> held = new ArrayDeque<>();
  private Tail listener;
  private boolean refusesReads;
  private boolean refusesLoads;
  private boolean commitsUnheard;
  private boolean holdsReads;
  private boolean holdsSearches;

  SickLog(RoomLog log) {
    super(log);
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

  /** Answers searches later, and other reads at once. */
  void holdSearches() {
    holdsSearches = true;
  }

  void letReadsGo() {
    holdsReads = false;
    holdsSearches = false;
    while (!held.isEmpty()) {
      held.removeFirst().run();
    }
  }

  @Override
  public void tail(Tail newListener) {
    listener = newListener;
    super.tail(
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
      super.load(room, answer);
    }
  }

  @Override
  public void append(Draft draft, Consumer<Answer<Receipt>> answer) {
    if (commitsUnheard) {
      super.append(draft, receipt -> {});
      answer.accept(new Answer.Refused<>(ErrorCode.STORAGE_UNAVAILABLE, "sick"));
    } else {
      super.append(draft, answer);
    }
  }

  @Override
  public void read(LogQuery query, Consumer<Answer<Slice>> answer) {
    if (refusesReads) {
      answer.accept(new Answer.Refused<>(ErrorCode.STORAGE_UNAVAILABLE, "sick"));
    } else if (holdsReads || (holdsSearches && query instanceof LogQuery.Search)) {
      super.read(query, slice -> held.addLast(() -> answer.accept(slice)));
    } else {
      super.read(query, answer);
    }
  }
}
