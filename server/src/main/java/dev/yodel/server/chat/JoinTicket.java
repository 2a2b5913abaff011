package dev.yodel.server.chat;

import dev.yodel.server.log.Answer;

/** Who asked to enter a room; told on its own thread when it may not. */
@FunctionalInterface
public interface JoinTicket {

  /** The room is not entered. */
  void refused(Answer.Refused<?> why);
}
