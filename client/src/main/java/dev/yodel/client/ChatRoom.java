package dev.yodel.client;

import dev.yodel.protocol.RoomName;
import dev.yodel.protocol.RoomStart;
import dev.yodel.protocol.ServerMessage.Joined;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** One room that the program wants to be in. Owned by the client's event loop. */
final class ChatRoom {

  /** How far one is. */
  enum Phase {
    /** Not there, and not asked for on this connection. */
    OUT,
    /** Asked for. */
    ASKED,
    /** In it; what comes is of before. */
    REPLAY,
    /** In it; what comes happens now. */
    LIVE
  }

  private final RoomStart wanted;
  private final CompletableFuture<Joined> entered;
  private final RoomCursor cursor;
  private Phase phase = Phase.OUT;
  private @Nullable String join;

  ChatRoom(RoomStart wanted, CompletableFuture<Joined> entered) {
    this.wanted = wanted;
    this.entered = entered;
    this.cursor = new RoomCursor(wanted.after());
  }

  RoomName name() {
    return wanted.room();
  }

  /** Settles when one is in it for the first time. */
  CompletableFuture<Joined> entered() {
    return entered;
  }

  RoomCursor cursor() {
    return cursor;
  }

  void become(Phase next) {
    phase = next;
  }

  /** Asked for, by the {@code join} with this id, or with null by the {@code hello}. */
  void ask(@Nullable String id) {
    phase = Phase.ASKED;
    join = id;
  }

  /** Whether an answer with this id is to what was asked last, and not to what was asked before. */
  boolean awaits(@Nullable String id) {
    return phase == Phase.ASKED && Objects.equals(join, id);
  }

  boolean isOut() {
    return phase == Phase.OUT;
  }

  boolean isIn() {
    return phase == Phase.REPLAY || phase == Phase.LIVE;
  }

  boolean isReplaying() {
    return phase == Phase.REPLAY;
  }

  /** Where to begin: after what was seen, or else as the program wanted. */
  RoomStart start() {
    return new RoomStart(name(), cursor.position().orElse(wanted.after()), wanted.last());
  }

  /** Where to begin when continuity is lost. */
  RoomStart anew() {
    return new RoomStart(name(), null, wanted.last());
  }
}
