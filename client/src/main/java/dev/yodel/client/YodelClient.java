package dev.yodel.client;

import dev.yodel.client.ConnectionState.Closed;
import dev.yodel.protocol.ClientMessage;
import dev.yodel.protocol.ClientMessage.Durable;
import dev.yodel.protocol.HistoryRange;
import dev.yodel.protocol.Position;
import dev.yodel.protocol.RoomName;
import dev.yodel.protocol.RoomStart;
import dev.yodel.protocol.ServerMessage.Joined;
import dev.yodel.protocol.ServerMessage.MemberList;
import dev.yodel.protocol.ServerMessage.Ok;
import dev.yodel.protocol.ServerMessage.Page;
import dev.yodel.protocol.ServerMessage.Receipt;
import dev.yodel.protocol.ServerMessage.Welcome;
import dev.yodel.protocol.User;
import dev.yodel.protocol.UserName;
import io.netty.channel.EventLoop;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Chats with a Yodel server, and comes back by itself when the connection goes.
 *
 * <p>Safe to use from any thread; nothing here blocks but {@link #close}. Futures settle on the
 * client's event loop, where the listener is called too, so what depends on them must not block.
 *
 * <ul>
 *   <li>What is <b>written to a room</b> ({@link #post}, {@link #edit}, …) waits for a connection
 *       and survives its loss: it is said again with the same {@code postId} until the server
 *       answers, and happens once. What the server would not take fails alone, unsent.
 *   <li>Everything <b>else that is asked</b> fails with {@link ChatFailure.Kind#LOST} without a
 *       connection, but for {@link #join} and {@link #rename}, which the next connection brings.
 *   <li>A <b>room that was joined</b> is resumed where one stood: no event is missed or comes
 *       twice, and what the server no longer has is reported as a {@link Loss}.
 * </ul>
 *
 * <pre>{@code
 * ChatOptions options = ChatOptions.at(URI.create("ws://localhost:8080/ws")).withName("Heidi");
 * RoomName lobby = new RoomName("lobby");
 * ChatListener listener =
 *     new ChatListener() {
 *       @Override
 *       public void onEvent(RoomEvent event) {
 *         if (event instanceof RoomEvent.Message message) {
 *           heard.add(message.at().from().name() + ": " + message.text());
 *         }
 *       }
 *     };
 * try (YodelClient client = YodelClient.open(options, listener)) {
 *   client.join(lobby);
 *   client.post(lobby, "Holla-rä-di-ri").get(30, TimeUnit.SECONDS);
 * }
 * }</pre>
 */
public final class YodelClient implements AutoCloseable {

  private static final long GOODBYE_MILLIS = 500;

  private final WebSocketClient sockets;
  private final boolean ownsSockets;
  private final EventLoop loop;
  private final ChatSession session;
  private final LoopCalls calls;
  private final AtomicLong lastId = new AtomicLong();

  private YodelClient(
      WebSocketClient sockets, boolean ownsSockets, ChatOptions options, ChatListener listener) {
    this.sockets = sockets;
    this.ownsSockets = ownsSockets;
    this.loop = sockets.nextLoop();
    this.session = new ChatSession(sockets, options, listener, loop, this::nextId);
    this.calls = new LoopCalls(loop, session.link());
  }

  /** Starts to connect, on a thread of its own. */
  public static YodelClient open(ChatOptions options, ChatListener listener) {
    return started(new YodelClient(WebSocketClient.create(), true, options, listener));
  }

  /** Starts to connect, on a thread of {@code sockets}, which stay the caller's to close. */
  public static YodelClient open(
      WebSocketClient sockets, ChatOptions options, ChatListener listener) {
    return started(new YodelClient(sockets, false, options, listener));
  }

  private static YodelClient started(YodelClient client) {
    client.calls.run(client.session.link()::start);
    return client;
  }

  /** Where it stands; live once the server has let us in. */
  public ConnectionState state() {
    return session.link().state();
  }

  /** Who one is, once the server has said so. */
  public Optional<User> self() {
    return Optional.ofNullable(session.inbox().self());
  }

  /** Settles when the server first lets us in; fails when it will not. */
  public CompletableFuture<Welcome> welcome() {
    return session.welcome().copy();
  }

  /** Settles when the client is {@link Closed} for the first time. */
  public CompletableFuture<Closed> closed() {
    return session.closed().copy();
  }

  /** Comes back at once: ends the connection or the wait, or begins again after the end. */
  public void reconnect() {
    calls.run(session.link()::reconnect);
  }

  /** Stops reading, so that the server waits, or reads on; what was read is still delivered. */
  public void pause(boolean paused) {
    calls.run(() -> session.link().pause(paused));
  }

  /** Enters a room at its head, and stays in it over outages. */
  public CompletableFuture<Joined> join(RoomName room) {
    return join(RoomStart.atHead(room));
  }

  /** Enters a room after a position or with its last messages, with which a loss begins anew. */
  public CompletableFuture<Joined> join(RoomStart start) {
    var entered = new CompletableFuture<Joined>();
    calls.run(() -> session.rooms().join(start, entered), entered);
    return entered;
  }

  /** Leaves a room. */
  public CompletableFuture<Void> leave(RoomName room) {
    var left = new CompletableFuture<Void>();
    calls.run(() -> session.rooms().leave(room, left), left);
    return left;
  }

  /** The last event of a room that the listener heard, for {@link #join(RoomStart)} some day. */
  public CompletableFuture<Optional<Position>> position(RoomName room) {
    var known = new CompletableFuture<Optional<Position>>();
    calls.run(() -> known.complete(Optional.ofNullable(session.rooms().position(room))), known);
    return known;
  }

  /** Posts a message. Cancelling the future takes back what has not been sent. */
  public CompletableFuture<Receipt> post(RoomName room, String text) {
    return post(room, text, null);
  }

  /** Posts a message as a reply to another, which its {@code seq} names. */
  public CompletableFuture<Receipt> post(RoomName room, String text, @Nullable Long replyTo) {
    return write(new ClientMessage.Post(nextId(), room, postId(), text, replyTo));
  }

  /** Gives a message of one's own another text. */
  public CompletableFuture<Receipt> edit(RoomName room, long target, String text) {
    return write(new ClientMessage.Edit(nextId(), room, postId(), target, text));
  }

  /** Deletes a message: one's own, or as a moderator any. */
  public CompletableFuture<Receipt> delete(RoomName room, long target) {
    return write(new ClientMessage.Delete(nextId(), room, postId(), target));
  }

  /** Sets a reaction to a message, or takes it back. */
  public CompletableFuture<Receipt> react(RoomName room, long target, String key, boolean on) {
    return write(new ClientMessage.React(nextId(), room, postId(), target, key, on));
  }

  /** Writes any durable request, with a {@code postId} of the caller's choice. */
  public CompletableFuture<Receipt> write(Durable request) {
    var receipt = new CompletableFuture<Receipt>();
    calls.run(() -> session.outbox().add(request, receipt), receipt);
    return receipt;
  }

  /** Sends a message to one user, by id or name; fails with {@code not_online} if there is none. */
  public CompletableFuture<Void> direct(String to, String text) {
    return calls
        .ask(new ClientMessage.Direct(nextId(), to, postId(), text), Ok.class)
        .thenApply(ok -> null);
  }

  /** Asks for messages, with their edits and reactions folded in. */
  public CompletableFuture<Page> history(RoomName room, HistoryRange range, int limit) {
    return calls.ask(new ClientMessage.History(nextId(), room, range, limit), Page.class);
  }

  /** Asks for the newest messages, if asked before a {@code seq}, with words that begin so. */
  public CompletableFuture<Page> search(
      RoomName room, String terms, @Nullable Long before, int limit) {
    return calls.ask(new ClientMessage.Search(nextId(), room, terms, before, limit), Page.class);
  }

  /** Asks who is in a room, on from {@code next} of the answer before. */
  public CompletableFuture<MemberList> members(RoomName room, @Nullable String cursor) {
    return calls.ask(new ClientMessage.Members(nextId(), room, cursor), MemberList.class);
  }

  /** Takes another name: now, or without a connection with the next one. */
  public CompletableFuture<UserName> rename(UserName name) {
    var renamed = new CompletableFuture<UserName>();
    calls.run(() -> session.rename(name, renamed), renamed);
    return renamed;
  }

  /** Brings a newer token of the same user. */
  public CompletableFuture<Void> refresh(String token) {
    var refreshed = new CompletableFuture<Ok>();
    calls.run(() -> LoopCalls.pass(session.refresh(token), refreshed, Ok.class), refreshed);
    return refreshed.thenApply(ok -> null);
  }

  /** Says that one writes, or no longer does; nothing happens without a connection. */
  public void typing(RoomName room, boolean active) {
    calls.run(() -> session.link().tell(new ClientMessage.Typing(room, active)));
  }

  /** Says how far one has read, to one's other connections. */
  public void read(RoomName room, long seq) {
    calls.run(() -> session.link().tell(new ClientMessage.Read(room, seq)));
  }

  /** Says goodbye and ends; every future that waits fails. Takes at most half a second. */
  @Override
  public void close() {
    calls.run(() -> session.link().close(1000, ""));
    if (!loop.inEventLoop() && !session.endsWithin(GOODBYE_MILLIS)) {
      calls.run(session.link()::drop);
    }
    if (ownsSockets) {
      sockets.close();
    }
  }

  private String nextId() {
    return Long.toString(lastId.incrementAndGet());
  }

  private static String postId() {
    return UUID.randomUUID().toString();
  }
}
