package dev.yodel.client;

import dev.yodel.client.ChatRoom.Phase;
import dev.yodel.client.Loss.Reason;
import dev.yodel.client.RoomCursor.Step;
import dev.yodel.protocol.ClientMessage;
import dev.yodel.protocol.Position;
import dev.yodel.protocol.RoomEvent;
import dev.yodel.protocol.RoomName;
import dev.yodel.protocol.RoomStart;
import dev.yodel.protocol.ServerMessage.Failure;
import dev.yodel.protocol.ServerMessage.Joined;
import dev.yodel.protocol.ServerMessage.Live;
import dev.yodel.protocol.ServerMessage.Page;
import dev.yodel.protocol.ServerMessage.Resync;
import io.netty.channel.EventLoop;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The rooms that the program wants to be in: entered, resumed after an outage, and read in order
 * without a gap. Owned by the client's event loop.
 */
final class ChatRooms {

  /** The most rooms in one {@code hello}, which must fit into a frame; the others come after it. */
  private static final int MAX_IN_HELLO = 64;

  private final ChatLink link;
  private final EventLoop loop;
  private final ChatListener listener;
  private final Supplier<String> ids;
  private final Consumer<RoomName> onGone;
  private final Map<String, ChatRoom> byKey = new LinkedHashMap<>();

  ChatRooms(
      ChatLink link,
      EventLoop loop,
      ChatListener listener,
      Supplier<String> ids,
      Consumer<RoomName> onGone) {
    this.onGone = onGone;
    this.link = link;
    this.loop = loop;
    this.listener = listener;
    this.ids = ids;
  }

  /** Wants a room; the future settles when one is in it. */
  void join(RoomStart start, CompletableFuture<Joined> entered) {
    if (byKey.containsKey(start.room().key())) {
      entered.completeExceptionally(
          new IllegalStateException("room: " + start.room() + " (expected: one not joined)"));
      return;
    }
    ChatRoom room = new ChatRoom(start, entered);
    byKey.put(start.room().key(), room);
    enter(room);
  }

  /** Wants a room no longer. */
  void leave(RoomName name, CompletableFuture<Void> left) {
    ChatRoom room = byKey.remove(name.key());
    if (room == null) {
      left.completeExceptionally(
          new IllegalStateException("room: " + name + " (expected: one that was joined)"));
      return;
    }
    room.entered().cancel(false);
    onGone.accept(name);
    if (!link.isLive()) {
      left.complete(null);
      return;
    }
    link.request(new ClientMessage.Leave(ids.get(), name))
        .whenComplete((ok, failed) -> left.complete(null));
  }

  /** Whether requests for a room may be sent: not while it is being entered. */
  boolean isOpen(RoomName name) {
    ChatRoom room = byKey.get(name.key());
    return room == null || room.isIn();
  }

  /** Whether a room of the {@code hello} is not answered yet. */
  boolean isAwaited() {
    return byKey.values().stream().anyMatch(room -> room.awaits(null));
  }

  @Nullable Position position(RoomName name) {
    ChatRoom room = byKey.get(name.key());
    return room == null ? null : room.cursor().position().orElse(null);
  }

  /** The rooms of a {@code hello}. */
  List<RoomStart> starts() {
    List<ChatRoom> first = byKey.values().stream().limit(MAX_IN_HELLO).toList();
    first.forEach(room -> room.ask(null));
    return first.stream().map(ChatRoom::start).toList();
  }

  /** The server has let us in: {@code hello} has asked for most of the rooms. */
  void onWelcome() {
    byKey.values().stream().filter(ChatRoom::isOut).toList().forEach(this::enter);
  }

  /** The connection went. */
  void onLost() {
    byKey.values().forEach(room -> room.become(Phase.OUT));
  }

  /** There will be no connection any more. */
  void fail(ChatFailure failure) {
    List<ChatRoom> all = List.copyOf(byKey.values());
    all.forEach(room -> room.entered().completeExceptionally(failure));
  }

  void onJoined(Joined joined) {
    ChatRoom room = byKey.get(joined.room().key());
    if (room == null || !room.awaits(joined.id())) {
      if (joined.id() == null) { // the hello asked for it, when one could not leave it yet
        link.request(new ClientMessage.Leave(ids.get(), joined.room()));
        if (room != null) {
          enter(room);
        }
      }
      return;
    }
    long after = room.cursor().seq();
    Reason lost = room.cursor().onJoined(joined);
    room.become(Phase.REPLAY);
    listener.onJoined(joined);
    if (lost != null) {
      listener.onLoss(new Loss(joined.room(), lost, after, joined.span()));
    }
    room.entered().complete(joined);
  }

  /** Events of before; they come between {@code joined} and {@code live} only. */
  void onReplay(Page page) {
    for (RoomEvent event : page.events()) {
      onEvent(event);
    }
  }

  void onLive(Live live) {
    ChatRoom room = byKey.get(live.room().key());
    if (room != null && room.isIn()) {
      room.cursor().onLive(live.seq());
      room.become(Phase.LIVE);
      listener.onLive(live.room());
    }
  }

  void onEvent(RoomEvent event) {
    RoomName name = event.at().room();
    ChatRoom room = byKey.get(name.key());
    if (room == null || !room.isIn()) {
      return;
    }
    long after = room.cursor().seq();
    Step step = room.isReplaying() ? room.cursor().onReplayed(event) : room.cursor().onEvent(event);
    if (step == Step.GAP) {
      listener.onGap(name, after, event.at().seq());
      again(room, room.start());
      return;
    }
    if (step == Step.LOSS) {
      listener.onLoss(new Loss(name, Reason.UNEXPLAINED, after, room.cursor().span()));
    }
    if (step != Step.DROP && !(event instanceof RoomEvent.Other)) {
      listener.onEvent(event);
    }
  }

  void onResync(Resync resync) {
    ChatRoom room = byKey.get(resync.room().key());
    if (room == null || !room.isIn()) {
      return;
    }
    long after = room.cursor().seq();
    Reason lost = room.cursor().onResync(resync);
    listener.onLoss(new Loss(resync.room(), lost, after, resync.span()));
    again(room, room.anew());
  }

  /** Leaves the room and enters it elsewhere; what comes meanwhile comes again. */
  private void again(ChatRoom room, RoomStart start) {
    link.request(new ClientMessage.Leave(ids.get(), start.room()));
    ask(room, start);
  }

  private void enter(ChatRoom room) {
    if (link.isLive()) {
      ask(room, room.start());
    }
  }

  private void ask(ChatRoom room, RoomStart start) {
    var join = new ClientMessage.Join(ids.get(), start);
    room.ask(join.id());
    link.request(join)
        .whenComplete(
            (joined, failed) -> {
              if (failed instanceof ChatFailure why && room.awaits(join.id())) {
                onRefused(room, why);
              }
            });
  }

  /** A room of the {@code hello} was refused. */
  void onRefused(Failure refusal) {
    byKey.values().stream()
        .filter(room -> room.awaits(null) && room.name().value().equals(refusal.room()))
        .findFirst()
        .ifPresent(room -> onRefused(room, new ChatFailure(refusal)));
  }

  private void onRefused(ChatRoom room, ChatFailure why) {
    RoomName name = room.name();
    if (why.kind() != ChatFailure.Kind.REFUSED || byKey.get(name.key()) != room) {
      return; // asked again with the next hello, or wanted no longer
    }
    boolean wasIn = room.entered().isDone();
    if (wasIn && why.isRetryable()) {
      room.become(Phase.OUT);
      long millis = why.retryAfter().orElse(Outbox.RETRY).toMillis();
      loop.schedule(() -> enterIfStillOut(room), millis, TimeUnit.MILLISECONDS);
      return;
    }
    byKey.remove(name.key());
    room.entered().completeExceptionally(why);
    onGone.accept(name);
    if (wasIn) {
      listener.onOut(name, why);
    }
  }

  private void enterIfStillOut(ChatRoom room) {
    if (byKey.get(room.name().key()) == room && room.isOut()) {
      enter(room);
    }
  }
}
