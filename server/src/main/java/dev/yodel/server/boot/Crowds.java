package dev.yodel.server.boot;

import dev.yodel.server.fanout.LoopOwner;
import dev.yodel.server.owner.Crowd;
import dev.yodel.server.owner.OwnedBy;
import io.netty.channel.EventLoop;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The crowd at each event loop: connections, requests and rooms that are asked for. */
@OwnedBy(OwnedBy.Kind.ANY)
final class Crowds {

  private final Map<EventLoop, Crowd> byLoop = new ConcurrentHashMap<>();

  /** Of one loop. */
  Crowd of(EventLoop loop) {
    return byLoop.computeIfAbsent(loop, one -> new Crowd(new LoopOwner(one)));
  }

  /** How many wait, at all loops. */
  int size() {
    return byLoop.values().stream().mapToInt(Crowd::size).sum();
  }
}
