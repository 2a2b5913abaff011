package dev.yodel.client;

import dev.yodel.client.ConnectionState.Closed;
import dev.yodel.protocol.ClientMessage;
import dev.yodel.protocol.ClientMessage.Hello;
import dev.yodel.protocol.ErrorCode;
import dev.yodel.protocol.RoomName;
import dev.yodel.protocol.ServerMessage;
import dev.yodel.protocol.ServerMessage.Welcome;
import dev.yodel.protocol.UserName;
import io.netty.channel.EventLoop;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The conversation over all of its connections: who one is, the rooms, the outbox. Owned by the
 * client's event loop.
 */
final class ChatSession implements ChatLink.Listener {

  private final ChatOptions options;
  private final ChatListener listener;
  private final EventLoop loop;
  private final Supplier<String> ids;
  private final ChatLink link;
  private final ChatRooms rooms;
  private final Outbox outbox;
  private final ChatInbox inbox;
  private final CompletableFuture<Welcome> welcome = new CompletableFuture<>();
  private final CompletableFuture<Closed> closed = new CompletableFuture<>();
  private @Nullable UserName name;
  private boolean renamed;
  private @Nullable String token;
  private @Nullable String resume;
  private @Nullable String said;
  private long enteredNanos;

  ChatSession(
      WebSocketClient sockets,
      ChatOptions options,
      ChatListener listener,
      EventLoop loop,
      Supplier<String> ids) {
    this.options = options;
    this.listener = listener;
    this.ids = ids;
    this.loop = loop;
    this.name = options.name();
    this.token = options.token();
    this.link = new ChatLink(sockets, options, loop, this);
    this.rooms = new ChatRooms(link, loop, listener, ids, this::onGone);
    this.outbox = new Outbox(link, loop, rooms::isOpen);
    this.inbox = new ChatInbox(rooms, listener);
  }

  ChatLink link() {
    return link;
  }

  ChatRooms rooms() {
    return rooms;
  }

  Outbox outbox() {
    return outbox;
  }

  ChatInbox inbox() {
    return inbox;
  }

  /** Settles with the first welcome. */
  CompletableFuture<Welcome> welcome() {
    return welcome;
  }

  /** Settles with the first end. */
  CompletableFuture<Closed> closed() {
    return closed;
  }

  /** Waits for the end, at most so long; says whether it came. */
  boolean endsWithin(long millis) {
    try {
      closed.get(millis, TimeUnit.MILLISECONDS);
      return true;
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return false;
    } catch (ExecutionException | TimeoutException unanswered) {
      return false;
    }
  }

  /** One will not be in a room: what waits for it is refused rather than kept for ever. */
  private void onGone(RoomName room) {
    outbox.wake(room.key());
  }

  /** Takes another name, now or with the next {@code hello}. */
  void rename(UserName wanted, CompletableFuture<UserName> done) {
    if (!link.isLive()) {
      call(wanted);
      done.complete(wanted);
      return;
    }
    link.request(new ClientMessage.Rename(ids.get(), wanted))
        .whenComplete(
            (ok, failed) -> {
              if (failed != null) {
                done.completeExceptionally(failed);
              } else {
                call(wanted);
                inbox.renamed(wanted);
                done.complete(wanted);
              }
            });
  }

  private void call(UserName wanted) {
    name = wanted;
    renamed = true;
  }

  /** Uses another token, now and with every {@code hello} to come. */
  CompletableFuture<ServerMessage> refresh(String fresh) {
    token = fresh;
    resume = null;
    return link.request(new ClientMessage.Refresh(ids.get(), fresh));
  }

  @Override
  public Hello hello() {
    said = resume == null ? token : resume;
    // another connection of this user may have changed the name since: the server knows it
    UserName wanted = resume == null || renamed ? name : null;
    enteredNanos = loop.ticker().nanoTime();
    return new Hello(ids.get(), wanted, said, options.client(), rooms.starts());
  }

  @Override
  public void onMessage(ServerMessage message) {
    if (message instanceof Welcome granted) {
      resume = granted.resume();
      renamed &= !granted.user().name().equals(name);
    }
    message.accept(inbox);
    if (message instanceof Welcome granted) {
      welcome.complete(granted);
      outbox.wakeAll();
    } else if (message instanceof ServerMessage.Joined joined) {
      outbox.wake(joined.room().key());
    }
    if (message instanceof ServerMessage.Joined || message instanceof ServerMessage.Page) {
      enteredNanos = loop.ticker().nanoTime();
    }
  }

  /** Rooms are entered one after the other, each with its replay: their time begins with it. */
  @Override
  public boolean isOverdue(Duration limit) {
    return rooms.isAwaited() && loop.ticker().nanoTime() - enteredNanos > limit.toNanos();
  }

  @Override
  public void onState(ConnectionState state) {
    listener.onState(state);
    if (state instanceof Closed end) {
      var over = new ChatFailure(ChatFailure.Kind.CLOSED, "closed: " + end.reason());
      welcome.completeExceptionally(over);
      rooms.fail(over);
      outbox.fail();
      closed.complete(end);
    }
  }

  /** A resume token that the server no longer takes gives way to the program's own token. */
  @Override
  public boolean onRefused(ChatFailure why) {
    boolean outlived = why.code().filter(ErrorCode.UNAUTHORIZED::equals).isPresent();
    if (outlived && resume != null && resume.equals(said)) {
      resume = null;
      return true;
    }
    listener.onRefused(why);
    welcome.completeExceptionally(why);
    return false;
  }

  @Override
  public void onConnectFailure(ConnectFailure failure) {
    listener.onConnectFailure(failure);
  }

  @Override
  public void onDisconnect(Closing closing) {
    rooms.onLost();
    outbox.onLost();
    listener.onDisconnect(closing);
  }
}
