package dev.yodel.server.websocket;

import dev.yodel.server.guard.Bucket;
import dev.yodel.server.guard.Caller;
import dev.yodel.server.guard.Client;
import dev.yodel.server.guard.FloodLimits;
import dev.yodel.server.metrics.ServerMetrics;
import dev.yodel.server.metrics.Traffic;
import dev.yodel.server.owner.OwnedBy;
import dev.yodel.server.websocket.frame.FrameCounts;
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
   * Whoever was too fast is not read for so long at least, in milliseconds: {@value}. To read a
   * little as soon as it is paid for would cost more than what is read.
   */
  static final int LEAST_PAUSE_MILLIS = 250;

  /** Whatever takes longer to read is paid for as part of the crowd, in milliseconds: {@value}. */
  static final int LONG_READ_MILLIS = 1;

  private static final long LONG_READ_NANOS = TimeUnit.MILLISECONDS.toNanos(LONG_READ_MILLIS);

  private static final long LEAST_PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(LEAST_PAUSE_MILLIS);

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
  private long mayStillCome;
  private boolean asked;
  private boolean slow;
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
  public void onRead(FrameCounts read) {
    traffic.add(Traffic.Count.MESSAGES_IN, read.messages());
    traffic.add(Traffic.Count.BYTES_IN, read.bytes());
    if (!asked) {
      asked = true;
      Client client = Client.of(channel);
      caller = client == null ? null : client.caller();
    }
    if (pause != null) {
      mayStillCome -= read.bytes();
      if (mayStillCome < 0) { // transports read at a peer's end what it left behind
        channel.close();
        return;
      }
    }
    if (rated || read.pings() > 0 || caller != null) {
      charge(read, now());
    }
    slow = read.nanos() > LONG_READ_NANOS;
    if (slow) {
      gate.crowd().spend(read.nanos());
      if (pause == null) {
        pause(read.nanos());
      }
    }
  }

  /** A compressed message costs what it becomes, a thousand times what it was at most. */
  private void charge(FrameCounts read, long now) {
    long size = read.bytes() + read.inflated();
    long wait = waitOf("messages-per-second", messages.take(read.frames(), now));
    wait = Math.max(wait, waitOf("bytes-per-second", bytes.take(size, now)));
    wait = Math.max(wait, waitOf("pings-per-second", pings.take(read.pings(), now)));
    Caller address = caller;
    if (address != null) {
      wait =
          Math.max(wait, waitOf("messages-per-address", address.takeMessages(read.frames(), now)));
      wait = Math.max(wait, waitOf("bytes-per-address", address.takeBytes(size, now)));
    }
    if (wait > 0) {
      pause(Math.max(wait, LEAST_PAUSE_NANOS));
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
    if (pause == null) {
      mayStillCome = gate.mayStillCome();
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
    if (slow) { // as the last read was, so that no two such are in one turn
      gate.crowd().spend(LONG_READ_NANOS);
    }
    gate.set(ReadGate.Reason.FLOOD, false);
  }

  @Override
  public void onWritten(int count, long size) {
    traffic.add(Traffic.Count.MESSAGES_OUT, count);
    traffic.add(Traffic.Count.BYTES_OUT, size);
  }

  @Override
  public void onUnanswered() {
    metrics.limitHit("close-timeout");
  }

  @Override
  public void onGone() {
    gone = true;
    cancel();
  }
}
