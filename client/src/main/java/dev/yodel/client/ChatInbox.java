package dev.yodel.client;

import dev.yodel.protocol.RoomEvent;
import dev.yodel.protocol.ServerMessage;
import dev.yodel.protocol.User;
import dev.yodel.protocol.UserName;
import dev.yodel.protocol.Visitor;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Everything that the server says, brought to where it belongs; the answer is whether it was for
 * somebody here. Owned by the client's event loop.
 */
final class ChatInbox implements Visitor<Boolean> {

  /** How many direct messages are known by their ids, to drop those that come twice. */
  static final int KNOWN_DIRECTS = 256;

  private final ChatRooms rooms;
  private final ChatListener listener;
  private final Set<String> directs = new LinkedHashSet<>();
  private volatile @Nullable User self;

  ChatInbox(ChatRooms rooms, ChatListener listener) {
    this.rooms = rooms;
    this.listener = listener;
  }

  /** Who one is, once the server has said so. Safe from any thread. */
  @Nullable User self() {
    return self;
  }

  /** One is called otherwise. */
  void renamed(UserName name) {
    User now = self;
    if (now != null) {
      self = new User(now.id(), name, now.role());
    }
  }

  @Override
  public Boolean onWelcome(ServerMessage.Welcome welcome) {
    self = welcome.user();
    listener.onWelcome(welcome);
    rooms.onWelcome();
    return true;
  }

  @Override
  public Boolean onJoined(ServerMessage.Joined joined) {
    rooms.onJoined(joined);
    return true;
  }

  @Override
  public Boolean onMessage(RoomEvent.Message message) {
    return event(message);
  }

  @Override
  public Boolean onEdited(RoomEvent.Edited edited) {
    return event(edited);
  }

  @Override
  public Boolean onDeleted(RoomEvent.Deleted deleted) {
    return event(deleted);
  }

  @Override
  public Boolean onReaction(RoomEvent.Reaction reaction) {
    return event(reaction);
  }

  @Override
  public Boolean onModerated(RoomEvent.Moderated moderated) {
    return event(moderated);
  }

  @Override
  public Boolean onOther(RoomEvent.Other other) {
    return event(other);
  }

  private boolean event(RoomEvent event) {
    rooms.onEvent(event);
    return true;
  }

  @Override
  public Boolean onPage(ServerMessage.Page page) {
    if (page.id() == null) {
      rooms.onReplay(page);
      return true;
    }
    return false;
  }

  @Override
  public Boolean onLive(ServerMessage.Live live) {
    rooms.onLive(live);
    return true;
  }

  @Override
  public Boolean onResync(ServerMessage.Resync resync) {
    rooms.onResync(resync);
    return true;
  }

  @Override
  public Boolean onPresence(ServerMessage.Presence presence) {
    User now = self;
    boolean renamed = presence.event() == ServerMessage.Presence.Change.RENAME;
    if (renamed && now != null && presence.user() != null) {
      if (now.id().equals(presence.user().id())) {
        renamed(new UserName(presence.user().name()));
      }
    }
    listener.onPresence(presence);
    return true;
  }

  @Override
  public Boolean onDirect(ServerMessage.Direct direct) {
    boolean fresh = directs.add(direct.from().id() + ' ' + direct.postId());
    if (directs.size() > KNOWN_DIRECTS) {
      directs.remove(directs.iterator().next());
    }
    if (fresh) {
      listener.onDirect(direct);
    }
    return fresh;
  }

  @Override
  public Boolean onTyping(ServerMessage.Typing typing) {
    listener.onTyping(typing);
    return true;
  }

  @Override
  public Boolean onRead(ServerMessage.Read read) {
    listener.onRead(read);
    return true;
  }

  @Override
  public Boolean onOk(ServerMessage.Ok ok) {
    return false;
  }

  @Override
  public Boolean onMembers(ServerMessage.MemberList members) {
    return false;
  }

  @Override
  public Boolean onError(ServerMessage.Failure error) {
    if (error.room() != null) {
      rooms.onRefused(error);
    }
    return error.room() != null;
  }

  @Override
  public Boolean onGoAway(ServerMessage.GoAway goAway) {
    listener.onDraining(goAway);
    return true;
  }

  @Override
  public Boolean onPong(ServerMessage.Pong pong) {
    return false;
  }
}
