package dev.yodel.server.simulation;

import dev.yodel.protocol.EventHeader;
import dev.yodel.protocol.RoomEvent;
import dev.yodel.protocol.RoomName;
import dev.yodel.server.log.ForwardingLog;
import dev.yodel.server.log.Logged;
import dev.yodel.server.log.RoomLog;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Writes down what a log logged, so that retention does not hide it. */
final class LogWitness {

  private final List<Logged> all = new ArrayList<>();

  RoomLog watch(RoomLog log) {
    return new Watched(log);
  }

  List<Logged> of(RoomName room) {
    return all.stream().filter(l -> l.event().at().room().equals(room)).toList();
  }

  List<Long> seqs() {
    return all.stream().map(Logged::seq).toList();
  }

  /** What was logged although the same user had used its id in that room before. */
  List<Logged> duplicates() {
    Set<String> known = new HashSet<>();
    return all.stream()
        .filter(
            l -> {
              EventHeader at = l.event().at();
              return !known.add(at.room() + " " + at.from().id() + " " + at.postId());
            })
        .toList();
  }

  List<String> texts(RoomName room) {
    return of(room).stream()
        .filter(l -> l.event() instanceof RoomEvent.Message)
        .map(l -> ((RoomEvent.Message) l.event()).text())
        .toList();
  }

  /** A log whose tail is seen here first. */
  private final class Watched extends ForwardingLog {

    Watched(RoomLog log) {
      super(log);
    }

    @Override
    public void tail(Tail listener) {
      super.tail(
          new Tail() {
            @Override
            public void onLogged(Logged logged) {
              all.add(logged);
              listener.onLogged(logged);
            }

            @Override
            public void onFloor(RoomName room, long floor) {
              listener.onFloor(room, floor);
            }
          });
    }
  }
}
