package dev.yodel.protocol;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a client says. */
public sealed interface ClientMessage {

  /** Calls the visitor's method of this message. */
  <R> R accept(ClientVisitor<R> visitor);

  /** A message that is answered: the answer repeats its id. */
  sealed interface Request extends ClientMessage {

    /** 1 to 64 characters of the client's choice. */
    String id();
  }

  /** A request that the log answers: repeated with the same {@code postId} it happens once. */
  sealed interface Durable extends Request {

    /** The room it is for. */
    RoomName room();

    /** 1 to 64 characters, unique for the user and the room. */
    String postId();
  }

  /** The first frame: who one is, and the rooms to enter or to resume. */
  record Hello(
      String id,
      @Nullable UserName name,
      @Nullable String token,
      @Nullable ClientInfo client,
      List<RoomStart> rooms)
      implements Request {
    public Hello {
      rooms = List.copyOf(rooms);
    }

    @Override
    public <R> R accept(ClientVisitor<R> visitor) {
      return visitor.onHello(this);
    }
  }

  /** The program at the other end, for the log. */
  record ClientInfo(String name, String version) {}

  /** Enters or resumes a room. */
  record Join(String id, RoomStart start) implements Request {
    @Override
    public <R> R accept(ClientVisitor<R> visitor) {
      return visitor.onJoin(this);
    }
  }

  record Leave(String id, RoomName room) implements Request {
    @Override
    public <R> R accept(ClientVisitor<R> visitor) {
      return visitor.onLeave(this);
    }
  }

  record Post(String id, RoomName room, String postId, String text, @Nullable Long replyTo)
      implements Durable {
    @Override
    public <R> R accept(ClientVisitor<R> visitor) {
      return visitor.onPost(this);
    }
  }

  record Edit(String id, RoomName room, String postId, long target, String text)
      implements Durable {
    @Override
    public <R> R accept(ClientVisitor<R> visitor) {
      return visitor.onEdit(this);
    }
  }

  record Delete(String id, RoomName room, String postId, long target) implements Durable {
    @Override
    public <R> R accept(ClientVisitor<R> visitor) {
      return visitor.onDelete(this);
    }
  }

  record React(String id, RoomName room, String postId, long target, String key, boolean on)
      implements Durable {
    @Override
    public <R> R accept(ClientVisitor<R> visitor) {
      return visitor.onReact(this);
    }
  }

  /** To one user, by id or name, on all of its connections; not kept. */
  record Direct(String id, String to, String postId, String text) implements Request {
    @Override
    public <R> R accept(ClientVisitor<R> visitor) {
      return visitor.onDirect(this);
    }
  }

  record History(String id, RoomName room, HistoryRange range, int limit) implements Request {
    @Override
    public <R> R accept(ClientVisitor<R> visitor) {
      return visitor.onHistory(this);
    }
  }

  record Search(String id, RoomName room, String text, @Nullable Long before, int limit)
      implements Request {
    @Override
    public <R> R accept(ClientVisitor<R> visitor) {
      return visitor.onSearch(this);
    }
  }

  record Members(String id, RoomName room, @Nullable String cursor) implements Request {
    @Override
    public <R> R accept(ClientVisitor<R> visitor) {
      return visitor.onMembers(this);
    }
  }

  record Moderate(
      String id,
      RoomName room,
      String postId,
      String user,
      ModerationAction action,
      @Nullable Instant until,
      @Nullable String reason)
      implements Durable {
    @Override
    public <R> R accept(ClientVisitor<R> visitor) {
      return visitor.onModerate(this);
    }
  }

  record Rename(String id, UserName name) implements Request {
    @Override
    public <R> R accept(ClientVisitor<R> visitor) {
      return visitor.onRename(this);
    }
  }

  record Typing(RoomName room, boolean active) implements ClientMessage {
    @Override
    public <R> R accept(ClientVisitor<R> visitor) {
      return visitor.onTyping(this);
    }
  }

  record Read(RoomName room, long seq) implements ClientMessage {
    @Override
    public <R> R accept(ClientVisitor<R> visitor) {
      return visitor.onRead(this);
    }
  }

  record Refresh(String id, String token) implements Request {
    @Override
    public <R> R accept(ClientVisitor<R> visitor) {
      return visitor.onRefresh(this);
    }
  }

  record Ping(String id) implements Request {
    @Override
    public <R> R accept(ClientVisitor<R> visitor) {
      return visitor.onPing(this);
    }
  }
}
