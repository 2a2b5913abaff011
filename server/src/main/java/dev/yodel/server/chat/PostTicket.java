package dev.yodel.server.chat;

import dev.yodel.protocol.ServerMessage.Receipt;
import dev.yodel.server.log.Answer;

/** Who asked for an event to be logged; told on its own thread, exactly once. */
@FunctionalInterface
public interface PostTicket {

  /** The log's answer, good or bad. */
  void settled(Answer<Receipt> answer);
}
