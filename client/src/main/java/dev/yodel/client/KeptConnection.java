package dev.yodel.client;

import dev.yodel.client.ConnectionState.Closed;
import dev.yodel.client.ConnectionState.Connecting;
import dev.yodel.client.ConnectionState.Live;
import dev.yodel.client.ConnectionState.Waiting;
import io.netty.channel.EventLoop;
import io.netty.util.concurrent.ScheduledFuture;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A connection that is kept up: opened again, with back-off, when it ends in a way that says so.
 *
 * <p>Safe to use from any thread; it lives on one event loop, where the listener is called, one
 * call at a time.
 */
public final class KeptConnection implements AutoCloseable {

  /** What a program hears: the connection's events and the changes of state between them. */
  public interface Listener extends WebSocketListener {

    /** The state has changed; {@link Closed} is the last. */
    default void onState(ConnectionState state) {}

    /** An attempt failed; the state that follows says whether there will be another. */
    default void onAttempt(ConnectFailure failure) {}

    /** The last end, of a connection or of an attempt, before the state becomes {@link Closed}. */
    default void onFailure(ConnectFailure failure) {}
  }

  private final EventLoop loop;
  private final WebSocketClient client;
  private final ConnectOptions options;
  private final Return policy;
  private final Listener listener;
  private final Patience patience;
  private volatile ConnectionState state = new Connecting();
  private volatile @Nullable WebSocketConnection live;
  private @Nullable ScheduledFuture<?> waiting;
  private @Nullable CompletableFuture<WebSocketConnection> attempt;
  private boolean wanted = true;
  private long liveSinceNanos;

  private KeptConnection(
      EventLoop loop,
      WebSocketClient client,
      ConnectOptions options,
      Return policy,
      Listener listener) {
    this.loop = loop;
    this.client = client;
    this.options = options;
    this.policy = policy;
    this.listener = listener;
    this.patience = new Patience(policy.backoff());
  }

  /** Starts to connect. */
  public static KeptConnection open(
      WebSocketClient client, ConnectOptions options, Return policy, Listener listener) {
    return open(client.nextLoop(), client, options, policy, listener);
  }

  static KeptConnection open(
      EventLoop loop,
      WebSocketClient client,
      ConnectOptions options,
      Return policy,
      Listener listener) {
    var kept = new KeptConnection(loop, client, options, policy, listener);
    kept.loop.execute(kept::connect);
    return kept;
  }

  /** Where it stands. */
  public ConnectionState state() {
    return state;
  }

  /** The connection, while it is live. */
  public Optional<WebSocketConnection> live() {
    return Optional.ofNullable(live);
  }

  /** The server's wish for the next wait; it replaces the back-off once. */
  public void hint(Duration delay) {
    execute(() -> hintNow(delay));
  }

  /** The same on the loop itself, before the close frame that may stand next. */
  void hintNow(Duration delay) {
    assert loop.inEventLoop();
    patience.hint(delay);
  }

  /** Ends the connection or the wait and comes back at once. */
  public void reconnect() {
    execute(
        () -> {
          patience.hint(Duration.ZERO);
          if (live != null) {
            live.abort();
          } else if (waiting != null && waiting.cancel(false)) {
            connect();
          }
        });
  }

  /** Closes with 1000 and does not come back. */
  @Override
  public void close() {
    close(1000, "");
  }

  /** Closes and does not come back. */
  public void close(int code, String reason) {
    execute(() -> closeOwned(code, reason));
  }

  private void closeOwned(int code, String reason) {
    wanted = false;
    WebSocketConnection connection = live;
    if (connection != null) {
      connection.close(code, reason);
    } else if (waiting != null && waiting.cancel(false)) {
      become(new Closed(code, reason));
    } else if (attempt != null) {
      become(new Closed(code, reason));
      attempt.cancel(false);
    }
  }

  private void connect() {
    if (state instanceof Closed) {
      return;
    }
    if (!wanted) {
      become(new Closed(1000, ""));
      return;
    }
    become(new Connecting());
    attempt = client.connect(loop, options, new Relay());
    attempt.whenComplete(
        (connection, failed) -> {
          attempt = null;
          if (failed != null && !(state instanceof Closed)) {
            onFailed(failed);
          }
        });
  }

  private void onFailed(Throwable thrown) {
    Throwable cause = thrown instanceof CompletionException ? thrown.getCause() : thrown;
    if (!(cause instanceof ConnectFailure failure)) {
      become(new Closed(Closing.ABNORMAL, String.valueOf(thrown.getMessage())));
      return;
    }
    listener.onAttempt(failure);
    Optional<Return.Manner> manner = policy.after(failure);
    String why = String.valueOf(failure.getMessage());
    if (wanted && manner.isPresent()) {
      Instant now = InstantSource.system().instant();
      failure
          .refusal()
          .flatMap(refusal -> Return.retryAfter(refusal, now))
          .ifPresent(patience::hint);
      comeBack(manner.get(), why);
    } else {
      listener.onFailure(failure);
      become(new Closed(Closing.ABNORMAL, why));
    }
  }

  private void onClosed(Closing closing) {
    Optional<Return.Manner> manner = policy.after(closing);
    boolean asked = patience.isHurried() && closing.cause() == Closing.Cause.ABORTED;
    if (wanted && asked) {
      comeBack(Return.Manner.AT_ONCE, "asked to");
    } else if (wanted && manner.isPresent()) {
      comeBack(manner.get(), (closing.code() + " " + closing.reason()).strip());
    } else {
      become(new Closed(closing.code(), closing.reason()));
    }
  }

  private void comeBack(Return.Manner manner, String why) {
    Duration delay = patience.next(manner);
    Instant until = InstantSource.system().instant().plus(delay);
    become(new Waiting(until, why));
    waiting = loop.schedule(this::connect, delay.toNanos(), TimeUnit.NANOSECONDS);
  }

  private void become(ConnectionState next) {
    state = next;
    listener.onState(next);
  }

  private void execute(Runnable task) {
    if (!loop.isShuttingDown()) {
      loop.execute(task);
    }
  }

  private long now() {
    return loop.ticker().nanoTime();
  }

  /** Passes a connection's events on and notes when it begins and ends. */
  private final class Relay extends ForwardingListener {

    Relay() {
      super(listener);
    }

    @Override
    public void onOpen(WebSocketConnection connection) {
      live = connection;
      liveSinceNanos = now();
      if (!wanted) {
        connection.close();
      }
      become(new Live());
      super.onOpen(connection);
    }

    @Override
    public void onClose(WebSocketConnection connection, Closing closing) {
      live = null;
      patience.lasted(now() - liveSinceNanos);
      super.onClose(connection, closing);
      onClosed(closing);
    }
  }
}
