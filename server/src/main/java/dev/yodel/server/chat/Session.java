package dev.yodel.server.chat;

import dev.yodel.protocol.BadMessageException;
import dev.yodel.protocol.ClientMessage;
import dev.yodel.protocol.CloseCode;
import dev.yodel.protocol.ErrorCode;
import dev.yodel.protocol.RoomStart;
import dev.yodel.protocol.ServerMessage;
import dev.yodel.protocol.ServerMessage.Failure;
import dev.yodel.protocol.User;
import dev.yodel.protocol.UserName;
import dev.yodel.server.auth.Identity;
import dev.yodel.server.auth.UnauthorizedException;
import dev.yodel.server.log.Answer;
import dev.yodel.server.owner.OwnedBy;
import dev.yodel.server.owner.Owner.Cancellable;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * One connection's conversation in {@code yodel.v1.json}, until its {@code hello} is granted; then
 * a {@link Conversation} goes on with it.
 *
 * <pre>
 *   WAITING --hello--&gt; CLAIMING --granted--&gt; ENTERING its rooms --&gt; TALKING
 *      ^                   | the name is held by another
 *      '-------------------'
 * </pre>
 */
@OwnedBy(OwnedBy.Kind.LOOP)
public final class Session {

  /** How long a client may take to say {@code hello}. */
  static final Duration HELLO_TIMEOUT = Duration.ofSeconds(10);

  /** A client that stayed so long has seen its welcome. */
  static final Duration SETTLED = Duration.ofSeconds(10);

  /** The most frames that may wait while a name is being claimed. */
  static final int MAX_EARLY = 64;

  private final SessionDesk desk;
  private final Line line;
  private final @Nullable String headerToken;
  private final Deque<ClientMessage> early = new ArrayDeque<>();
  private @Nullable Conversation conversation;
  private @Nullable Cancellable timer;
  private boolean greeting;
  private boolean known;
  private boolean closed;
  private long since;

  /**
   * A conversation that has not begun.
   *
   * @param headerToken what the upgrade's header brought; null for nothing
   */
  public Session(SessionDesk desk, Line line, @Nullable String headerToken) {
    this.desk = desk;
    this.line = line;
    this.headerToken = headerToken;
  }

  /** Waits for {@code hello}. */
  public void open() {
    timer = line.peer().owner().schedule(HELLO_TIMEOUT, this::onHelloTimeout);
  }

  private void onHelloTimeout() {
    if (conversation == null) {
      close(CloseCode.HELLO_TIMEOUT);
    }
  }

  /** A text frame came. */
  public void onText(byte[] utf8) {
    if (closed) {
      return;
    }
    try {
      on(desk.codec().readClient(utf8));
    } catch (BadMessageException bad) {
      String message = bad.getMessage() == null ? "frame" : bad.getMessage();
      fail(new Failure(bad.id(), bad.room(), bad.code(), message, null));
    }
  }

  private void on(ClientMessage message) {
    if (greeting) {
      wait(message);
    } else if (conversation != null) {
      known = true;
      message.accept(conversation);
    } else if (message instanceof ClientMessage.Hello hello) {
      hello(hello);
    } else {
      String id = message instanceof ClientMessage.Request request ? request.id() : null;
      fail(
          new Failure(
              id, null, ErrorCode.BAD_REQUEST, "type (expected: \"hello\" as the first)", null));
      close(CloseCode.BAD_REQUEST);
    }
  }

  private void wait(ClientMessage message) {
    early.add(message);
    if (conversation != null) {
      line.throttle().entering(true); // what waits was read already
    } else if (early.size() > MAX_EARLY) {
      close(CloseCode.RATE_LIMITED);
    }
  }

  private void hello(ClientMessage.Hello hello) {
    try {
      String token = hello.token() == null ? headerToken : hello.token();
      Identity identity = desk.authenticator().identify(token);
      UserName wanted = identity.nameFixed() ? identity.name() : hello.name();
      if (wanted != null && wanted.isKept()) {
        refuse(hello, ErrorCode.NAME_INVALID, "name: \"" + wanted + "\" (such names are kept)");
        return;
      }
      greeting = true;
      known = token != null;
      Conversation next = new Conversation(desk, line, identity);
      desk.directory().claim(identity, wanted, next.link(), name -> onClaimed(hello, next, name));
    } catch (UnauthorizedException e) {
      refuse(hello, ErrorCode.UNAUTHORIZED, e.explanation());
      close(CloseCode.UNAUTHORIZED);
    }
  }

  private void refuse(ClientMessage.Hello hello, ErrorCode code, String message) {
    fail(new Failure(hello.id(), null, code, message, null));
  }

  private void onClaimed(ClientMessage.Hello hello, Conversation next, Answer<UserName> answer) {
    if (closed) {
      next.end(known);
    } else if (answer instanceof Answer.Given<UserName> name) {
      conversation = next;
      since = line.peer().owner().nanoTime();
      stopTimer();
      next.standing().begin(name.value());
      welcome(hello, next);
      enter(next, new ArrayDeque<>(hello.rooms()));
    } else if (answer instanceof Answer.Refused<UserName> why) {
      greeting = false;
      refuse(hello, why.code(), why.message());
      Deque<ClientMessage> later = new ArrayDeque<>(early);
      early.clear();
      later.forEach(this::on);
    }
  }

  /** Enters rooms as the crowd lets it; what the client says meanwhile waits for that. */
  private void enter(Conversation next, Queue<RoomStart> rooms) {
    if (rooms.isEmpty()) {
      greeting = false;
      line.throttle().entering(false);
      early.forEach(message -> message.accept(next));
      early.clear();
    } else {
      line.crowd().takeWhole(() -> enterOne(next, rooms));
    }
  }

  private void enterOne(Conversation next, Queue<RoomStart> rooms) {
    if (!closed) {
      next.join(rooms.remove(), null);
      enter(next, rooms);
    }
  }

  private void stopTimer() {
    if (timer != null) {
      timer.cancel();
      timer = null;
    }
  }

  private void welcome(ClientMessage.Hello hello, Conversation next) {
    User user = next.standing().user();
    line.peer()
        .send(
            new ServerMessage.Welcome(
                hello.id(),
                user,
                next.standing().resumeToken(),
                desk.about().node(),
                desk.clock().instant(),
                desk.about().version(),
                desk.about().heartbeat(),
                desk.limits()));
  }

  private void fail(Failure failure) {
    if (!closed) {
      line.peer().send(failure);
    }
  }

  /** The server drains: the client is told when to come back, then let go. */
  public void onDraining(long retryAfterMs) {
    if (conversation != null && !closed) {
      line.peer().send(new ServerMessage.GoAway("the server stops", retryAfterMs));
    }
    close(CloseCode.SERVER_DRAINING);
  }

  private void close(CloseCode code) {
    if (!closed) {
      line.peer().close(code);
      onGone();
    }
  }

  /** The connection is gone. */
  public void onGone() {
    if (!closed) {
      closed = true;
      early.clear();
      stopTimer();
      if (conversation != null) {
        conversation.end(known || isSettled());
      }
    }
  }

  private boolean isSettled() {
    return line.peer().owner().nanoTime() - since >= SETTLED.toNanos();
  }
}
