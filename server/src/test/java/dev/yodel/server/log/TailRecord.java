package dev.yodel.server.log;

import dev.yodel.protocol.RoomName;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Notes what a log shows. */
public final class TailRecord implements RoomLog.Tail {

  private final List<Logged> events = new CopyOnWriteArrayList<>();
  private final List<Long> floors = new CopyOnWriteArrayList<>();

  @Override
  public void onLogged(Logged logged) {
    events.add(logged);
  }

  @Override
  public void onFloor(RoomName room, long floor) {
    floors.add(floor);
  }

  public List<Logged> events() {
    return events;
  }

  public List<Long> seqs() {
    return events.stream().map(Logged::seq).toList();
  }

  public List<Long> floors() {
    return floors;
  }
}
