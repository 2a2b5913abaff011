package dev.yodel.server.websocket;

import dev.yodel.server.guard.Bucket;
import dev.yodel.server.guard.Caller;
import dev.yodel.server.guard.Client;
import dev.yodel.server.guard.FloodLimits;
import dev.yodel.server.metrics.ServerMetrics;
import dev.yodel.server.metrics.Traffic;
import dev.yodel.server.owner.OwnedBy;
import dev.yodel.server.websocket.frame.FrameWatch;
import io.netty.channel.Channel;
import io.netty.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Counts what one connection reads and writes, and holds it to its limits: whoever sends faster is
 * read later, so that TCP slows it down and nobody is cut off for a burst.
 */
@OwnedBy(OwnedBy.Kind.LOOP)
public final class FrameMeter implements FrameWatch {

  /**
   * What may still come of a peer that is not read, in bytes: {@value}. A read may be under way,
   * and at a peer's end transports read what it left behind.
   */
  static final int MOST_UNASKED = 128 * 1024;

  private final Channel channel;
  private final ReadGate gate;
  private final Traffic traffic;
  private final ServerMetrics metrics;
  private final Bucket messages;
  private final Bucket bytes;
  private final Bucket pings;
  private final boolean rated;
  private final Runnable resume = this::resume;
  private @Nullable Future<?> pause;
  private @Nullable Caller caller;
  private long unasked;
  private boolean asked;
  private boolean gone;

  /** Where a connection's traffic is counted. */
  public record Books(Traffic traffic, ServerMetrics metrics) {}

  /** A meter for one connection. */
  public FrameMeter(Channel channel, ReadGate gate, FloodLimits.PerConnection limits, Books books) {
    this.channel = channel;
    this.gate = gate;
    this.traffic = books.traffic();
    this.metrics = books.metrics();
    long now = now();
    this.messages = new Bucket(limits.messages(), now);
    this.bytes = new Bucket(limits.bytes(), now);
    this.pings = new Bucket(limits.pings(), now);
    this.rated = !messages.isEndless() || !bytes.isEndless();
  }

  private long now() {
    return channel.eventLoop().ticker().nanoTime();
  }

  @Override
  public void onRead(Read read) {
    traffic.add(Traffic.Count.MESSAGES_IN, read.messages());
    traffic.add(Traffic.Count.BYTES_IN, read.bytes());
    if (!asked) {
      asked = true;
      Client client = Client.of(channel);
      caller = client == null ? null : client.caller();
    }
    if (pause != null) {
      unasked += read.bytes();
      if (unasked > MOST_UNASKED) {
        channel.close();
        return;
      }
    }
    if (rated || read.pings() > 0 || caller != null) {
      charge(read, now());
    }
  }

  private void charge(Read read, long now) {
    long wait = waitOf("messages-per-second", messages.take(read.frames(), now));
    wait = Math.max(wait, waitOf("bytes-per-second", bytes.take(read.bytes(), now)));
    wait = Math.max(wait, waitOf("pings-per-second", pings.take(read.pings(), now)));
    Caller address = caller;
    if (address != null) {
      wait =
          Math.max(wait, waitOf("messages-per-address", address.takeMessages(read.frames(), now)));
      wait = Math.max(wait, waitOf("bytes-per-address", address.takeBytes(read.bytes(), now)));
    }
    if (wait > 0) {
      pause(wait);
    }
  }

  private long waitOf(String limit, long nanos) {
    if (nanos > 0) {
      metrics.limitHit(limit);
    }
    return nanos;
  }

  private void pause(long nanos) {
    if (gone) {
      return;
    }
    cancel();
    gate.set(ReadGate.Reason.FLOOD, true);
    pause =
        channel.eventLoop().schedule(() -> gate.crowd().take(resume), nanos, TimeUnit.NANOSECONDS);
  }

  private void cancel() {
    if (pause != null) {
      pause.cancel(false);
      gate.crowd().drop(resume);
      pause = null;
    }
  }

  private void resume() {
    pause = null;
    unasked = 0;
    gate.set(ReadGate.Reason.FLOOD, false);
  }

  @Override
  public void onWritten(int count, long size) {
    traffic.add(Traffic.Count.MESSAGES_OUT, count);
    traffic.add(Traffic.Count.BYTES_OUT, size);
  }

  @Override
  public void onGone() {
    gone = true;
    cancel();
  }
}
