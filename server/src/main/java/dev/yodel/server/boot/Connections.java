package dev.yodel.server.boot;

import dev.yodel.protocol.CloseCode;
import dev.yodel.server.guard.Pressure;
import dev.yodel.server.metrics.PrometheusMetrics;
import dev.yodel.server.websocket.CloseFrames;
import io.netty.channel.Channel;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.Future;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** The open connections: how many there are, and which were upgraded. */
final class Connections {

  /** Connections that have no place but are still told so, in parts of the limit. */
  private static final int TOLD = 10;

  private final int max;
  private final AtomicInteger places = new AtomicInteger();
  private final Set<Channel> turnedAway = ConcurrentHashMap.newKeySet();
  private final ChannelGroup asking;
  private final ChannelGroup upgraded;
  private final PrometheusMetrics metrics;
  private final Pressure pressure;
  private final Crowds crowds = new Crowds();
  private final Set<Channel> tooSlow = ConcurrentHashMap.newKeySet();
  private volatile boolean draining;

  Connections(int max, EventExecutor executor, String transport, Pressure pressure) {
    this.max = max;
    this.pressure = pressure;
    this.asking = new DefaultChannelGroup("asking", executor);
    this.upgraded = new DefaultChannelGroup("upgraded", executor);
    this.metrics =
        new PrometheusMetrics(transport)
            .gauge(
                "yodel_connections",
                "Open TCP connections.",
                () -> places.get() + turnedAway.size())
            .gauge("yodel_websockets", "Open WebSockets.", upgraded::size)
            .gauge("yodel_crowd", "What waits to be let in by the loops.", crowds::size)
            .gauge(
                "yodel_direct_memory_bytes",
                "Direct memory in use by Netty.",
                Overload::directMemory);
  }

  /** What is counted of the connections. */
  PrometheusMetrics metrics() {
    return metrics;
  }

  /** What waits to be let in by the loops. */
  Crowds crowds() {
    return crowds;
  }

  /** Counts a connection until it closes, and says what becomes of it. */
  Verdict add(Channel channel) {
    boolean served = places.incrementAndGet() <= max;
    channel.closeFuture().addListener(closed -> forget(channel));
    if (!served) {
      metrics.limitHit("max-connections");
      if (!turnAway(channel)) {
        return Verdict.DROPPED;
      }
    }
    asking.add(channel);
    return served ? Verdict.SERVED : Verdict.TOLD;
  }

  private void forget(Channel channel) {
    if (!turnedAway.remove(channel)) {
      places.decrementAndGet();
    }
  }

  /**
   * Gives the place of a connection to others: it stays only to be told why. Called on its loop;
   * false if there are too many even to tell them, or if it has closed.
   */
  boolean turnAway(Channel channel) {
    if (!channel.isOpen()) {
      return false;
    }
    if (turnedAway.add(channel)) {
      if (turnedAway.size() > max / TOLD + 1) {
        turnedAway.remove(channel);
        return false;
      }
      places.decrementAndGet();
    }
    return true;
  }

  /**
   * Takes a connection that is about to become a WebSocket; false if the server is told to stop.
   * Called before the 101 is written: a drain that begins meanwhile waits for it.
   */
  boolean admit(Channel channel) {
    upgraded.add(channel);
    if (draining) {
      upgraded.remove(channel);
      return false;
    }
    asking.remove(channel);
    return true;
  }

  /** Admits nobody from now on. */
  void drain() {
    draining = true;
  }

  boolean isDraining() {
    return draining;
  }

  /** Why no new connection should come; empty while it may. */
  Optional<String> unready() {
    if (draining) {
      return Optional.of("draining");
    }
    return places.get() >= max ? Optional.of("full") : pressure.reason();
  }

  /** Whether, and why, load is shed. */
  Pressure pressure() {
    return pressure;
  }

  /** Whether load is shed: nobody new comes in. */
  boolean isShedding() {
    return pressure.isShedding();
  }

  /** Closes a tenth of those that do not take what is sent to them, the furthest behind first. */
  int closeSlowest() {
    List<Pending> slow = new ArrayList<>();
    for (Channel channel : upgraded) {
      long behind = channel.bytesBeforeWritable();
      boolean ends = behind == Long.MAX_VALUE; // it has nothing left to write to
      if (behind > 0 && !ends && !tooSlow.contains(channel)) {
        slow.add(new Pending(channel, behind));
      }
    }
    slow.sort(Comparator.comparingLong(Pending::bytes).reversed());
    List<Pending> going = slow.subList(0, Math.min(slow.size(), slow.size() / TOLD + 1));
    for (Pending pending : going) {
      Channel channel = pending.channel();
      tooSlow.add(channel);
      channel.closeFuture().addListener(closed -> tooSlow.remove(channel));
      channel.writeAndFlush(CloseFrames.of(CloseCode.TOO_SLOW));
    }
    return going.size();
  }

  /** What a channel has yet to take, looked at once, since it changes. */
  private record Pending(Channel channel, long bytes) {}

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

  /**
   * Closes what is still open, whatever waits to be sent: a loop that ends at once does not always
   * close its channels. A request that was read and waits for its turn is answered first.
   */
  Future<Void> cut() {
    for (Channel channel : asking) {
      channel.eventLoop().execute(() -> closeBehindItsRequest(channel));
    }
    return upgraded.close();
  }

  private void closeBehindItsRequest(Channel channel) {
    crowds.of(channel.eventLoop()).take(channel::close);
  }

  /** Done when nobody is left who has not upgraded. */
  Future<Void> unasked() {
    return asking.newCloseFuture();
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
