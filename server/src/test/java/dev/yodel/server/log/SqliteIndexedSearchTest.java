package dev.yodel.server.log;

import dev.yodel.protocol.RoomName;

/** The same when everything is in the index: it follows the posts some events later. */
class SqliteIndexedSearchTest extends SqliteSearchTest {

  private static final int MORE_THAN_A_STEP = 100;

  @Override
  void restart() {
    Asked elsewhere = new Asked(log(), new RoomName("elsewhere"));
    for (int i = 0; i < MORE_THAN_A_STEP; i++) {
      elsewhere.post("e" + i, "rabbit " + i);
    }
    super.restart();
  }
}
