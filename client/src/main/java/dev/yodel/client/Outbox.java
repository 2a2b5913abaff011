package dev.yodel.client;

import dev.yodel.protocol.ClientMessage.Durable;
import dev.yodel.protocol.RoomName;
import dev.yodel.protocol.ServerMessage.Ok;
import dev.yodel.protocol.ServerMessage.Receipt;
import io.netty.channel.EventLoop;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/**
 * What is to be written to rooms, until the server has answered it. For each room one request at a
 * time is unanswered, so that the order of writing is the order of the log; said again after an
 * outage it carries the same {@code postId} and happens once. Owned by the client's event loop.
 */
final class Outbox {

  /** The most requests that may wait for all rooms together. */
  static final int MAX_WAITING = 10_000;

  /** When to try again if the server does not say. */
  static final Duration RETRY = Duration.ofSeconds(2);

  private record Entry(Durable request, CompletableFuture<Receipt> future) {}

  private static final class Queue {
    final Deque<Entry> entries = new ArrayDeque<>();
    boolean busy;
  }

  private final ChatLink link;
  private final EventLoop loop;
  private final Predicate<RoomName> open;
  private final Map<String, Queue> byRoom = new HashMap<>();
  private int waiting;
  private int connections;

  /**
   * An empty one.
   *
   * @param open whether a room's requests may be sent now
   */
  Outbox(ChatLink link, EventLoop loop, Predicate<RoomName> open) {
    this.link = link;
    this.loop = loop;
    this.open = open;
  }

  /** Takes a request; the future settles with its place in the log. */
  void add(Durable request, CompletableFuture<Receipt> future) {
    if (link.state() instanceof ConnectionState.Closed) {
      future.completeExceptionally(ChatFailure.closed());
    } else if (waiting == MAX_WAITING) {
      future.completeExceptionally(
          new ChatFailure(
              ChatFailure.Kind.FULL,
              "requests that wait: " + waiting + " (expected: less than " + MAX_WAITING + ")"));
    } else {
      waiting++;
      byRoom
          .computeIfAbsent(request.room().key(), key -> new Queue())
          .entries
          .add(new Entry(request, future));
      wake(request.room().key());
    }
  }

  /** Sends what waits for a room, if it may. */
  void wake(String key) {
    Queue queue = byRoom.get(key);
    if (queue == null || queue.busy || !link.isLive()) {
      return;
    }
    Entry head = queue.entries.peek();
    while (head != null && head.future.isDone()) {
      remove(queue);
      head = queue.entries.peek();
    }
    if (head == null) {
      byRoom.remove(key);
    } else if (open.test(head.request.room())) {
      send(queue, head);
    }
  }

  /** Sends what waits for any room, if it may: one that nobody wants to be in is refused. */
  void wakeAll() {
    List.copyOf(byRoom.keySet()).forEach(this::wake);
  }

  /** The connection went: what was unanswered will be said again. */
  void onLost() {
    connections++;
    byRoom.values().forEach(queue -> queue.busy = false);
  }

  /** Nothing will be sent any more. */
  void fail() {
    List<Queue> all = List.copyOf(byRoom.values());
    byRoom.clear();
    waiting = 0;
    ChatFailure over = ChatFailure.closed();
    all.forEach(queue -> queue.entries.forEach(entry -> entry.future.completeExceptionally(over)));
  }

  private void send(Queue queue, Entry entry) {
    queue.busy = true;
    link.request(entry.request)
        .whenComplete(
            (answer, failed) -> {
              if (failed instanceof ChatFailure why) {
                onFailed(queue, entry, why);
              } else if (answer instanceof Ok ok && ok.receipt() != null) {
                entry.future.complete(ok.receipt());
                next(queue, entry);
              }
            });
  }

  private void onFailed(Queue queue, Entry entry, ChatFailure why) {
    if (why.kind() != ChatFailure.Kind.REFUSED) {
      return; // said again on the next connection, or failed with the client
    }
    if (!why.isRetryable()) {
      entry.future.completeExceptionally(why);
      next(queue, entry);
      return;
    }
    int now = connections;
    long millis = why.retryAfter().orElse(RETRY).toMillis();
    loop.schedule(
        () -> {
          if (now == connections) {
            queue.busy = false;
            wake(entry.request.room().key());
          }
        },
        millis,
        TimeUnit.MILLISECONDS);
  }

  private void next(Queue queue, Entry settled) {
    queue.busy = false;
    remove(queue);
    wake(settled.request.room().key());
  }

  private void remove(Queue queue) {
    queue.entries.remove();
    waiting--;
  }
}
