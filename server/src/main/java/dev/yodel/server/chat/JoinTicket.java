package dev.yodel.server.chat;

import dev.yodel.protocol.RoomName;
import dev.yodel.server.log.Answer;

/** Who asked to enter a room; told on its own thread what came of it. */
public interface JoinTicket {

  /** The room is entered; it goes by the spelling that was first. */
  void entered(RoomName spelling);

  /** The room is not entered. */
  void refused(Answer.Refused<?> why);
}
