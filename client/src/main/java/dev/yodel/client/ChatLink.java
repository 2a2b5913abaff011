package dev.yodel.client;

import dev.yodel.client.ConnectionState.Closed;
import dev.yodel.client.ConnectionState.Connecting;
import dev.yodel.client.ConnectionState.Live;
import dev.yodel.client.ConnectionState.Waiting;
import dev.yodel.protocol.BadMessageException;
import dev.yodel.protocol.ClientMessage;
import dev.yodel.protocol.CloseCode;
import dev.yodel.protocol.ServerMessage;
import dev.yodel.protocol.ServerMessage.GoAway;
import dev.yodel.protocol.ServerMessage.Welcome;
import io.netty.channel.EventLoop;
import io.netty.util.concurrent.ScheduledFuture;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One connection to the server that comes back by itself, says {@code hello} and brings answers to
 * those who asked. Owned by the client's event loop.
 *
 * <p>Implementation note: the listener sees a message before whoever waits for it as an answer, so
 * both see the order of the wire.
 */
final class ChatLink implements KeptConnection.Listener {

  /** How long an answer may take; then the connection counts as dead. */
  static final Duration ANSWER_LIMIT = Duration.ofSeconds(30);

  private static final long CHECK_SECONDS = 5;

  /** What a link needs to know, and whom it tells. */
  interface Listener {

    /** The first request of a connection. */
    ClientMessage.Hello hello();

    /** Everything that the server says. */
    void onMessage(ServerMessage message);

    /** Whether answers that belong to no request have taken longer than this to come. */
    boolean isOverdue(Duration limit);

    void onState(ConnectionState state);

    /** The {@code hello} was refused: whether to say another one. */
    boolean onRefused(ChatFailure why);

    void onConnectFailure(ConnectFailure failure);

    void onDisconnect(Closing closing);
  }

  private final WebSocketClient sockets;
  private final ChatOptions options;
  private final EventLoop loop;
  private final Listener listener;
  private final Frames frames = new Frames();
  private final Answers answers;
  private @Nullable KeptConnection kept;
  private @Nullable WebSocketConnection connection;
  private @Nullable ScheduledFuture<?> check;
  private @Nullable ChatFailure refusal;
  private boolean again;
  private boolean paused;
  private volatile ConnectionState state = new Connecting();

  ChatLink(WebSocketClient sockets, ChatOptions options, EventLoop loop, Listener listener) {
    this.sockets = sockets;
    this.options = options;
    this.loop = loop;
    this.listener = listener;
    this.answers = new Answers(loop);
  }

  /** Where it stands; live once the server has said {@code welcome}. Safe from any thread. */
  ConnectionState state() {
    return state;
  }

  boolean isLive() {
    return state instanceof Live;
  }

  /** Connects, at first or after the end. */
  void start() {
    refusal = null;
    again = false;
    kept = KeptConnection.open(loop, sockets, options.connect(), options.policy(), this);
  }

  /** Comes back at once, whatever it waits for. */
  void reconnect() {
    if (state instanceof Closed) {
      start();
    } else if (kept != null) {
      kept.reconnect();
    }
  }

  /** Stops reading, over outages too, or reads on. */
  void pause(boolean stop) {
    paused = stop;
    if (connection != null) {
      connection.read(!stop);
    }
  }

  void close(int code, String reason) {
    again = false;
    if (kept != null) {
      kept.close(code, reason);
    }
  }

  /** Ends without a goodbye. */
  void drop() {
    if (connection != null) {
      connection.abort();
    }
    become(new Closed(Closing.ABNORMAL, "no answer to Close"));
  }

  /** Sends a request, unless the server would not take it; fails with {@link ChatFailure}. */
  CompletableFuture<ServerMessage> request(ClientMessage.Request request) {
    if (!isLive()) {
      return CompletableFuture.failedFuture(ChatFailure.without(state));
    }
    CompletableFuture<ServerMessage> answer = answers.expect(request);
    try {
      send(frames.writeChecked(request));
    } catch (BadMessageException untakable) {
      loop.execute(() -> answers.settle(request.id(), untakable, ""));
    }
    return answer;
  }

  /** Sends what has no answer; nothing happens without a connection. */
  void tell(ClientMessage message) {
    if (isLive()) {
      send(frames.write(message));
    }
  }

  private void send(String frame) {
    if (connection != null) {
      connection.sendText(frame);
    }
  }

  @Override
  public void onOpen(WebSocketConnection opened) {
    connection = opened;
    opened.read(!paused);
    check =
        loop.scheduleWithFixedDelay(
            this::checkAnswers, CHECK_SECONDS, CHECK_SECONDS, TimeUnit.SECONDS);
    ClientMessage.Hello hello = listener.hello();
    send(frames.write(hello));
    answers
        .expect(hello)
        .whenComplete(
            (welcome, failed) -> {
              if (failed instanceof ChatFailure why && why.kind() == ChatFailure.Kind.REFUSED) {
                onRefused(why);
              }
            });
  }

  @Override
  public void onText(WebSocketConnection from, String text) {
    ServerMessage message;
    try {
      message = frames.read(text);
      answers.check(message);
    } catch (BadMessageException unknown) {
      if (!answers.isSettledBy(unknown)) {
        close(CloseCode.PROTOCOL_ERROR.code(), "unreadable answer");
      }
      return;
    }
    if (message instanceof GoAway goAway && kept != null) {
      kept.hintNow(Duration.ofMillis(goAway.retryAfterMs()));
    } else if (message instanceof Welcome welcome) {
      frames.limit(welcome.limits());
      become(new Live());
    }
    String id = Answers.idOf(message);
    if (!(message instanceof ServerMessage.Failure) || !answers.expects(id)) {
      listener.onMessage(message);
    }
    answers.settle(id, message);
  }

  @Override
  public void onClose(WebSocketConnection closed, Closing closing) {
    connection = null;
    if (check != null) {
      check.cancel(false);
    }
    if (state instanceof Live) {
      state = new Connecting();
    }
    listener.onDisconnect(closing);
    answers.fail(new ChatFailure(ChatFailure.Kind.LOST, "the connection was lost"));
  }

  @Override
  public void onAttempt(ConnectFailure failure) {
    listener.onConnectFailure(failure);
  }

  @Override
  public void onState(ConnectionState next) {
    if (next instanceof Closed closed) {
      if (again) {
        start();
      } else {
        become(refusal == null ? closed : new Closed(closed.code(), refusal.getMessage()));
      }
    } else if (!(next instanceof Live)) {
      become(next);
    }
  }

  private void onRefused(ChatFailure why) {
    refusal = why;
    close(1000, "");
    again = listener.onRefused(why);
  }

  private void checkAnswers() {
    if (!paused && (answers.isOverdue(ANSWER_LIMIT) || listener.isOverdue(ANSWER_LIMIT))) {
      reconnect();
    }
  }

  private void become(ConnectionState next) {
    boolean same = next.getClass() == state.getClass() && !(next instanceof Waiting);
    state = next;
    if (!same) {
      listener.onState(next);
    }
  }
}
