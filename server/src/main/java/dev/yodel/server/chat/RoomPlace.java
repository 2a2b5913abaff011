package dev.yodel.server.chat;

import dev.yodel.protocol.Limits;
import dev.yodel.server.log.RoomLog;
import dev.yodel.server.owner.Crowd;
import dev.yodel.server.owner.Owner;
import java.time.Clock;
import java.util.function.Consumer;

/**
 * What the rooms of one owner share.
 *
 * @param crowd what rooms tell later, one after another
 * @param onIdle told of a room that may have nothing more to do
 */
record RoomPlace(Owner owner, Crowd crowd, Shared shared, Consumer<Room> onIdle) {

  /**
   * What all rooms share.
   *
   * @param onImpossiblePosition told of a position that this log never gave
   */
  record Shared(
      RoomLog log,
      Audience.Maker audiences,
      Limits limits,
      Clock clock,
      Runnable onImpossiblePosition) {}

  RoomLog log() {
    return shared.log();
  }

  Audience.Maker audiences() {
    return shared.audiences();
  }

  Limits limits() {
    return shared.limits();
  }

  Clock clock() {
    return shared.clock();
  }
}
