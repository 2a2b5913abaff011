package dev.yodel.server.log.sqlite;

import dev.yodel.protocol.RoomName;
import dev.yodel.server.log.Logged;
import java.util.ArrayList;
import java.util.List;

/**
 * What one transaction has to tell once it is committed: first its events, then where floors rose.
 */
record News(List<Logged> events, List<Floor> floors) {

  /** Where a room's floor is now. */
  record Floor(RoomName room, long seq) {}

  /** Nothing yet. */
  News() {
    this(new ArrayList<>(), new ArrayList<>());
  }
}
