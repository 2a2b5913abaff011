package dev.yodel.client;

import dev.yodel.protocol.ClientMessage.Request;
import dev.yodel.protocol.ServerMessage;
import io.netty.channel.EventLoop;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;

/** Brings calls from any thread to the client's event loop, always by enqueueing them. */
final class LoopCalls {

  private final EventLoop loop;
  private final ChatLink link;

  LoopCalls(EventLoop loop, ChatLink link) {
    this.loop = loop;
    this.link = link;
  }

  /** Runs a task later; never if the loop has ended. */
  void run(Runnable task) {
    run(task, new CompletableFuture<>());
  }

  /** Runs a task that settles a future later; it fails if the loop has ended. */
  void run(Runnable task, CompletableFuture<?> future) {
    try {
      loop.execute(task);
    } catch (RejectedExecutionException ended) {
      future.completeExceptionally(ChatFailure.closed());
    }
  }

  /** Asks; settles with the answer, which is of one type. */
  <T extends ServerMessage> CompletableFuture<T> ask(Request request, Class<T> type) {
    var answer = new CompletableFuture<T>();
    run(() -> pass(link.request(request), answer, type), answer);
    return answer;
  }

  /** Passes an outcome on. */
  static <T extends ServerMessage> void pass(
      CompletableFuture<ServerMessage> from, CompletableFuture<T> to, Class<T> type) {
    from.whenComplete(
        (answer, failed) -> {
          if (failed != null) {
            to.completeExceptionally(failed);
          } else {
            to.complete(type.cast(answer));
          }
        });
  }
}
