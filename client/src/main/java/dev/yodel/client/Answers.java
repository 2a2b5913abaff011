package dev.yodel.client;

import dev.yodel.protocol.BadMessageException;
import dev.yodel.protocol.ServerMessage;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** The requests of one connection that wait for their answers. Owned by the client's event loop. */
final class Answers {

  private record Waiting(CompletableFuture<ServerMessage> future, long sinceNanos) {}

  private final Map<String, Waiting> byId = new LinkedHashMap<>();

  /** Settles with the answer to a request, or fails with {@link ChatFailure}. */
  CompletableFuture<ServerMessage> expect(String id, long nowNanos) {
    var future = new CompletableFuture<ServerMessage>();
    byId.put(id, new Waiting(future, nowNanos));
    return future;
  }

  boolean expects(@Nullable String id) {
    return byId.containsKey(id);
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

  /** Whether the oldest has waited for longer than this. */
  boolean isOverdue(long nowNanos, long limitNanos) {
    return !byId.isEmpty() && nowNanos - byId.values().iterator().next().sinceNanos > limitNanos;
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
