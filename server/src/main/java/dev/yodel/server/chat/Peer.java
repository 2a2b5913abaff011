package dev.yodel.server.chat;

import dev.yodel.protocol.CloseCode;
import dev.yodel.protocol.ServerMessage;
import dev.yodel.server.owner.Owner;

/** The other end of a connection. All but {@link #owner()} is called by its owner. */
public interface Peer {

  /** The thread of the connection. */
  Owner owner();

  /** Sends an answer; it waits in memory while the peer does not read. */
  void send(ServerMessage.Said message);

  /** Whether the peer takes what is sent; if not, what may be missed is not sent. */
  boolean isWritable();

  /** Ends the conversation. What was sent before goes first. */
  void close(CloseCode code);
}
