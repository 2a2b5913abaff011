package dev.yodel.client;

import dev.yodel.protocol.RoomEvent;
import dev.yodel.protocol.RoomName;
import dev.yodel.protocol.ServerMessage.Direct;
import dev.yodel.protocol.ServerMessage.GoAway;
import dev.yodel.protocol.ServerMessage.Joined;
import dev.yodel.protocol.ServerMessage.Presence;
import dev.yodel.protocol.ServerMessage.Read;
import dev.yodel.protocol.ServerMessage.Typing;
import dev.yodel.protocol.ServerMessage.Welcome;

/**
 * What a program hears of its chat.
 *
 * <p>Calls come one at a time, on the client's event loop, and must not block. The events of one
 * room come in the order of its log, each once, however often the connection went meanwhile. A
 * listener that throws ends the client with code 1011.
 */
public interface ChatListener {

  /** The state has changed. */
  default void onState(ConnectionState state) {}

  /** The server let us in, at first or again. */
  default void onWelcome(Welcome welcome) {}

  /**
   * One is in a room, at first or again. The events that follow up to {@link #onLive} are of before
   * that: those missed if {@code recovered} is true.
   */
  default void onJoined(Joined joined) {}

  /** The next durable event of a room. */
  default void onEvent(RoomEvent event) {}

  /** What follows in this room happens now. */
  default void onLive(RoomName room) {}

  /**
   * An event did not come: its successor names it. Everything after the last event that did come is
   * asked for again and follows; if it cannot be had, {@link #onLoss} says so.
   */
  default void onGap(RoomName room, long after, long next) {}

  /** Events are gone for good. */
  default void onLoss(Loss loss) {}

  /** One is no longer in a room: the server refused to let us in again. */
  default void onOut(RoomName room, ChatFailure why) {}

  /** Who came, went or is called otherwise. */
  default void onPresence(Presence presence) {}

  /** A message to this user alone, or from another connection of this user; each once. */
  default void onDirect(Direct direct) {}

  /** Somebody writes; it holds for 6 s or until that user's next event. */
  default void onTyping(Typing typing) {}

  /** How far another connection of this user has read. */
  default void onRead(Read read) {}

  /** The server stops and says when to come back; the client does so by itself. */
  default void onDraining(GoAway goAway) {}

  /** The server refuses this name or token; {@link ConnectionState.Closed} follows. */
  default void onRefused(ChatFailure why) {}

  /** An attempt to connect failed; the state that follows says whether there will be another. */
  default void onConnectFailure(ConnectFailure failure) {}

  /** A connection ended; the state that follows says whether there will be another. */
  default void onDisconnect(Closing closing) {}
}
