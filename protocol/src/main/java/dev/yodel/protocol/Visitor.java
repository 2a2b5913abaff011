package dev.yodel.protocol;

/** One method for each thing the server says; none has a default, so none is forgotten. */
public interface Visitor<R> {
  R onWelcome(ServerMessage.Welcome welcome);

  R onJoined(ServerMessage.Joined joined);

  R onMessage(RoomEvent.Message message);

  R onEdited(RoomEvent.Edited edited);

  R onDeleted(RoomEvent.Deleted deleted);

  R onReaction(RoomEvent.Reaction reaction);

  R onModerated(RoomEvent.Moderated moderated);

  R onOther(RoomEvent.Other other);

  R onPage(ServerMessage.Page page);

  R onLive(ServerMessage.Live live);

  R onResync(ServerMessage.Resync resync);

  R onPresence(ServerMessage.Presence presence);

  R onDirect(ServerMessage.Direct direct);

  R onTyping(ServerMessage.Typing typing);

  R onRead(ServerMessage.Read read);

  R onOk(ServerMessage.Ok ok);

  R onMembers(ServerMessage.MemberList members);

  R onError(ServerMessage.Failure error);

  R onGoAway(ServerMessage.GoAway goAway);

  R onPong(ServerMessage.Pong pong);
}
