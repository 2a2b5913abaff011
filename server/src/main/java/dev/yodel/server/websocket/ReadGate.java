package dev.yodel.server.websocket;

import dev.yodel.server.fanout.LoopOwner;
import dev.yodel.server.owner.Crowd;
import dev.yodel.server.owner.OwnedBy;
import io.netty.channel.Channel;
import java.util.EnumSet;

/**
 * Decides whether a connection is read: it is while there is no reason against it. The only place
 * that sets auto-read until the last word, so that two reasons never undo each other; behind it is
 * {@link dev.yodel.server.guard.Discard}.
 */
@OwnedBy(OwnedBy.Kind.LOOP)
public final class ReadGate {

  /** Why a connection is not read. */
  public enum Reason {
    /** The peer does not take what was written: its outbound buffer is over the high-water mark. */
    UNWRITABLE,
    /** As many of its posts as allowed are not yet in the log. */
    BUDGET,
    /** It posts faster than it may. */
    RATE,
    /** It says more while it enters the rooms of its {@code hello}. */
    ENTERING,
    /** It, or its address, sends more frames or bytes than it may. */
    FLOOD,
    /** What it sent waits for the handshake to be complete, or for earlier answers to be taken. */
    HELD,
    /** The echo lab was asked to read slowly. */
    LAB
  }

  private final Channel channel;
  private final Crowd crowd;
  private final EnumSet<Reason> reasons = EnumSet.noneOf(Reason.class);
  private boolean ending;
  private boolean compressed;
  private long openedAt;

  /**
   * The gate of one connection.
   *
   * @param crowd at its loop
   */
  public ReadGate(Channel channel, Crowd crowd) {
    this.channel = channel;
    this.crowd = crowd;
    this.openedAt = channel.eventLoop().ticker().nanoTime();
  }

  /** The gate of a connection that shares its crowd with no other. */
  public static ReadGate alone(Channel channel) {
    return new ReadGate(channel, new Crowd(new LoopOwner(channel.eventLoop())));
  }

  /** The crowd that the connection is part of until it is let in, and when it takes long. */
  public Crowd crowd() {
    return crowd;
  }

  /**
   * The most bytes that may come once reading stops: the rest of what is being read, and a read
   * that is under way.
   */
  long mayStillCome() {
    return channel.config().getRecvByteBufAllocator() instanceof ReadBuffers buffers
        ? 2L * buffers.most()
        : 2L * ReadBuffers.MOST;
  }

  /** From now on little is read at once: the peer may send compressed messages. */
  public void compressed() {
    compressed = true;
    if (channel.config().getRecvByteBufAllocator() instanceof ReadBuffers buffers) {
      buffers.compressed();
    }
  }

  /** Whether the peer may send compressed messages. */
  boolean isCompressed() {
    return compressed;
  }

  /**
   * Sets or clears a reason against reading.
   *
   * @return whether that is news
   */
  public boolean set(Reason reason, boolean against) {
    assert channel.eventLoop().inEventLoop();
    if (reason == Reason.FLOOD
        && channel.config().getRecvByteBufAllocator() instanceof ReadBuffers buffers) {
      buffers.restart();
    }
    boolean changed = against ? reasons.add(reason) : reasons.remove(reason);
    if (changed) {
      if (reasons.isEmpty()) {
        openedAt = channel.eventLoop().ticker().nanoTime();
      }
      apply();
    }
    return changed;
  }

  /**
   * From now on only the peer's end is awaited: reads whatever the reasons against it, unless the
   * peer sends more than it may, or more than was passed on.
   */
  public void end() {
    assert channel.eventLoop().inEventLoop();
    ending = true;
    apply();
  }

  private void apply() {
    channel.config().setAutoRead(isOpen());
  }

  /** Whether the connection is being read: silence counts against a peer only then. */
  public boolean isOpen() {
    return ending ? !isFlood() && !reasons.contains(Reason.HELD) : reasons.isEmpty();
  }

  /** Whether its limits say that nothing more may come for now. */
  public boolean isFlood() {
    return reasons.contains(Reason.FLOOD);
  }

  /** When reading began last, in nanoseconds of the loop's ticker. */
  long openedAt() {
    return openedAt;
  }
}
