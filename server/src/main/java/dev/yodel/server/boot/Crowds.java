package dev.yodel.server.boot;

import dev.yodel.server.fanout.LoopOwner;
import dev.yodel.server.owner.Crowd;
import dev.yodel.server.owner.OwnedBy;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.ImmediateEventExecutor;
import io.netty.util.concurrent.Promise;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/** The crowd at each event loop: connections, requests and rooms that are asked for. */
@OwnedBy(OwnedBy.Kind.ANY)
final class Crowds {

  private final Map<EventLoop, Crowd> byLoop = new ConcurrentHashMap<>();

  /** Of one loop. */
  Crowd of(EventLoop loop) {
    return byLoop.computeIfAbsent(loop, one -> new Crowd(new LoopOwner(one)));
  }

  /** Done when all that waits now, at any of these loops, had its turn. */
  Future<Void> passed(EventLoopGroup loops) {
    List<CompletableFuture<?>> turns = new ArrayList<>();
    loops.forEach(loop -> turns.add(passed((EventLoop) loop)));
    Promise<Void> passed = ImmediateEventExecutor.INSTANCE.newPromise();
    CompletableFuture.allOf(turns.toArray(CompletableFuture<?>[]::new))
        .thenRun(() -> passed.setSuccess(null));
    return passed;
  }

  private CompletableFuture<?> passed(EventLoop loop) {
    CompletableFuture<?> turn = new CompletableFuture<>();
    loop.execute(() -> of(loop).take(() -> turn.complete(null)));
    return turn;
  }

  /** How many wait, at all loops. */
  int size() {
    return byLoop.values().stream().mapToInt(Crowd::size).sum();
  }
}
