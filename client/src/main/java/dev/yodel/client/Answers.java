package dev.yodel.client;

import dev.yodel.protocol.BadMessageException;
import dev.yodel.protocol.ClientMessage;
import dev.yodel.protocol.ClientMessage.Request;
import dev.yodel.protocol.ErrorCode;
import dev.yodel.protocol.ServerMessage;
import io.netty.channel.EventLoop;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** The requests of one connection that wait for their answers. Owned by the client's event loop. */
final class Answers {

  private record Waiting(
      Request request, CompletableFuture<ServerMessage> future, long sinceNanos) {}

  private final EventLoop loop;
  private final Map<String, Waiting> byId = new LinkedHashMap<>();

  Answers(EventLoop loop) {
    this.loop = loop;
  }

  /** Settles with the answer to a request, or fails with {@link ChatFailure}. */
  CompletableFuture<ServerMessage> expect(Request request) {
    var future = new CompletableFuture<ServerMessage>();
    byId.put(request.id(), new Waiting(request, future, loop.ticker().nanoTime()));
    return future;
  }

  boolean expects(@Nullable String id) {
    return byId.containsKey(id);
  }

  /**
   * Refuses what is no answer to the request that waits for one.
   *
   * @throws BadMessageException naming the request
   */
  void check(ServerMessage message) throws BadMessageException {
    Waiting waiting = byId.get(idOf(message));
    if (waiting != null && !isAnswer(waiting.request, message)) {
      String what = "type: " + message.getClass().getSimpleName() + " (expected: the request's)";
      throw new BadMessageException(ErrorCode.BAD_REQUEST, waiting.request.id(), null, what);
    }
  }

  private static boolean isAnswer(Request request, ServerMessage message) {
    if (message instanceof ServerMessage.Failure) {
      return true;
    } else if (request instanceof ClientMessage.Durable) {
      return message instanceof ServerMessage.Ok ok && ok.receipt() != null;
    } else if (request instanceof ClientMessage.Hello) {
      return message instanceof ServerMessage.Welcome;
    } else if (request instanceof ClientMessage.Join) {
      return message instanceof ServerMessage.Joined;
    } else if (request instanceof ClientMessage.History
        || request instanceof ClientMessage.Search) {
      return message instanceof ServerMessage.Page;
    } else if (request instanceof ClientMessage.Members) {
      return message instanceof ServerMessage.MemberList;
    } else if (request instanceof ClientMessage.Ping) {
      return message instanceof ServerMessage.Pong;
    }
    return message instanceof ServerMessage.Ok;
  }

  /** An answer came. */
  void settle(@Nullable String id, ServerMessage answer) {
    Waiting waiting = byId.remove(id);
    if (waiting == null) {
      return;
    }
    if (answer instanceof ServerMessage.Failure refusal) {
      waiting.future.completeExceptionally(new ChatFailure(refusal));
    } else {
      waiting.future.complete(answer);
    }
  }

  /** There will be no answer: the request, or what came in answer, is no message. */
  void settle(@Nullable String id, BadMessageException bad, String what) {
    settle(id, new ServerMessage.Failure(id, null, bad.code(), what + bad.getMessage(), null));
  }

  /**
   * What came in answer cannot be read. Returns false if nobody was told: what was to be written to
   * a room may stand in the log, so it was not refused.
   */
  boolean isSettledBy(BadMessageException unreadable) {
    Waiting waiting = byId.get(unreadable.id());
    if (waiting != null && waiting.request instanceof ClientMessage.Durable) {
      return false;
    }
    settle(unreadable.id(), unreadable, "unreadable answer: ");
    return true;
  }

  /** Whether the oldest has waited for longer than this. */
  boolean isOverdue(Duration limit) {
    return !byId.isEmpty()
        && loop.ticker().nanoTime() - byId.values().iterator().next().sinceNanos > limit.toNanos();
  }

  /** None will be answered any more. */
  void fail(ChatFailure failure) {
    List<Waiting> all = List.copyOf(byId.values());
    byId.clear();
    all.forEach(waiting -> waiting.future.completeExceptionally(failure));
  }

  /** The id that an answer repeats; null for what is no answer. */
  static @Nullable String idOf(ServerMessage message) {
    if (message instanceof ServerMessage.Welcome welcome) {
      return welcome.id();
    } else if (message instanceof ServerMessage.Joined joined) {
      return joined.id();
    } else if (message instanceof ServerMessage.Page page) {
      return page.id();
    } else if (message instanceof ServerMessage.Ok ok) {
      return ok.id();
    } else if (message instanceof ServerMessage.MemberList members) {
      return members.id();
    } else if (message instanceof ServerMessage.Failure failure) {
      return failure.id();
    } else if (message instanceof ServerMessage.Pong pong) {
      return pong.id();
    }
    return null;
  }
}
