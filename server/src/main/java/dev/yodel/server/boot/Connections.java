package dev.yodel.server.boot;

import io.netty.channel.Channel;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/** The open connections: how many there are, and which were upgraded. */
final class Connections {

  /** Connections over the limit that are still told so, in parts of the limit. */
  private static final int TOLD = 10;

  private final int max;
  private final AtomicInteger open = new AtomicInteger();
  private final ChannelGroup upgraded;

  Connections(int max, EventExecutor executor) {
    this.max = max;
    this.upgraded = new DefaultChannelGroup("upgraded", executor);
  }

  /** Counts a connection until it closes, and says what becomes of it. */
  Verdict add(Channel channel) {
    int count = open.incrementAndGet();
    channel.closeFuture().addListener(closed -> open.decrementAndGet());
    if (count <= max) {
      return Verdict.SERVED;
    }
    return count <= max + max / TOLD + 1 ? Verdict.TOLD : Verdict.DROPPED;
  }

  /** Notes that a connection is now a WebSocket. */
  void upgraded(Channel channel) {
    upgraded.add(channel);
  }

  int open() {
    return open.get();
  }

  int upgraded() {
    return upgraded.size();
  }

  /** Tells every WebSocket something. */
  void tell(Object event) {
    upgraded.forEach(channel -> channel.pipeline().fireUserEventTriggered(event));
  }

  /** Done when every WebSocket that is open now has closed. */
  Future<Void> emptied() {
    return upgraded.newCloseFuture();
  }

  /** What becomes of a new connection. */
  enum Verdict {
    SERVED,
    /** Answered that the server is full. */
    TOLD,
    /** Closed without a word: there are too many even to tell them. */
    DROPPED
  }
}
