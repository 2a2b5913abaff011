package dev.yodel.server.chat;

import dev.yodel.protocol.ErrorCode;
import dev.yodel.protocol.RoomName;
import dev.yodel.protocol.ServerMessage.Failure;
import dev.yodel.protocol.ServerMessage.Ok;
import dev.yodel.protocol.ServerMessage.Receipt;
import dev.yodel.server.log.Answer;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What requests are answered with, good or bad. */
record Answers(Peer peer) {

  void refuse(String id, ErrorCode code, String message) {
    peer.send(new Failure(id, null, code, message, null));
  }

  /** Refuses what was asked of a room; the room is named as it was spelled. */
  void refuse(@Nullable String id, RoomName room, ErrorCode code, String message) {
    peer.send(new Failure(id, room.value(), code, message, null));
  }

  void notJoined(String id, RoomName room) {
    refuse(id, room, ErrorCode.NOT_JOINED, "room: " + room + " (expected: a room one is in)");
  }

  void tooFast(String id, int perSecond, Duration wait) {
    peer.send(
        new Failure(
            id,
            null,
            ErrorCode.RATE_LIMITED,
            "posts: too many (expected: at most "
                + perSecond
                + " per second, and fewer while others of its address post as well)",
            wait.toMillis()));
  }

  void receipt(String id, RoomName room, Answer<Receipt> answer) {
    if (answer instanceof Answer.Given<Receipt> given) {
      peer.send(new Ok(id, given.value(), null));
    } else if (answer instanceof Answer.Refused<Receipt> why) {
      refuse(id, room, why.code(), why.message());
    }
  }
}
