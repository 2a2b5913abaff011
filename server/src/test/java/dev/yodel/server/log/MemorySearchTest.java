package dev.yodel.server.log;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MemorySearchTest extends SearchContract {

  @Override
  protected RoomLog open(Retention retention, StoppedClock clock) {
    return new MemoryLog(retention, clock, this::nextEpoch, Runnable::run);
  }

  @Override
  protected boolean isDurable() {
    return false;
  }

  @Test
  void looksThroughAllOfARoomSliceBySlice() {
    begin(KEEP_ALL);
    room.post("first", "needle");
    for (int i = 0; i < 1_000; i++) {
      room.post("p" + i, "hay " + i);
    }
    assertThat(room.search("needle")).containsExactly("needle");
    Slice some = room.read(new LogQuery.Search(Asked.ROOM, "hay", Long.MAX_VALUE, 300));
    assertThat(Asked.texts(some)).hasSize(300).startsWith("hay 700").endsWith("hay 999");
    assertThat(some.more().before()).isTrue();
  }
}
