package dev.yodel.client.bench;

import dev.yodel.client.BufferListener;
import dev.yodel.client.Closing;
import dev.yodel.client.WebSocketConnection;
import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/**
 * One connection to an echo: sends messages with numbers, and compares what comes with the number
 * that is due. What does not fit is looked for among its neighbours, so that one lost echo is one
 * fault and not thousands. Belongs to its lane's loop.
 */
final class EchoConnection implements BufferListener, Sender {

  private static final int LOOK_AHEAD = 256;
  private static final int LOOK_BACK = 16;

  private final Lane lane;
  private final int index;
  private final Plan plan;
  private final Payloads payloads;
  private final Runnable onGone;
  private final InFlight inFlight = new InFlight();
  private final int depth;
  private final boolean slow;
  private @Nullable WebSocketConnection connection;
  private long sent;
  private long answered;

  EchoConnection(Lane lane, int index, Plan plan, Payloads payloads, Runnable onGone) {
    this.lane = lane;
    this.index = index;
    this.plan = plan;
    this.slow = plan.isSlow(index);
    this.payloads = payloads;
    this.onGone = onGone;
    this.depth = plan.load() instanceof Load.Closed closed ? closed.depth() : 0;
  }

  @Override
  public boolean isOpen() {
    return connection != null;
  }

  @Override
  public long outstanding() {
    return inFlight.size();
  }

  @Override
  public void offer(long instant) {
    if (inFlight.add(instant)) {
      pump();
    } else {
      lane.tally().fault(Fault.UNSENT, 1);
    }
  }

  @Override
  public void onOpen(WebSocketConnection opened) {
    connection = opened;
    lane.opened(opened);
    if (slow) {
      lane.slow(opened);
    }
    refill(lane.now());
  }

  @Override
  public void onMessage(WebSocketConnection from, ByteBuf bytes, boolean text) {
    long now = lane.now();
    long number = recognize(bytes, text);
    if (number >= 0) {
      long lost = number - answered;
      if (lost > 0) {
        lane.tally().fault(Fault.LOST, lost);
      }
      while (answered < number) {
        take();
      }
      long instant = take();
      lane.arrived(instant, now, bytes.readableBytes(), payloads.kind(number), slow);
    }
    refill(now);
  }

  @Override
  public void onWritable(WebSocketConnection of, boolean writable) {
    if (writable) {
      pump();
    }
  }

  @Override
  public void onClose(WebSocketConnection closed, Closing how) {
    connection = null;
    lane.ended(closed);
    if (lane.isLeaving()) {
      return;
    }
    lane.tally().ended(how);
    lane.tally().fault(Fault.UNANSWERED, inFlight.size());
    while (inFlight.size() > 0) {
      take();
    }
    onGone.run();
  }

  /** The number of what came; -1 if it answers nothing, after counting why. */
  private long recognize(ByteBuf bytes, boolean text) {
    boolean sameType = text == plan.shape().text();
    if (sameType) {
      for (long n = answered; n < Math.min(sent, answered + LOOK_AHEAD); n++) {
        if (payloads.isMessage(bytes, index, n)) {
          return n;
        }
        if (n == answered && isRepeated(bytes)) {
          lane.tally().fault(Fault.REPEATED, 1);
          return -1;
        }
      }
    }
    if (answered == sent) {
      lane.tally().fault(Fault.REPEATED, 1);
    } else {
      lane.tally().fault(Fault.CHANGED, 1);
      take();
    }
    return -1;
  }

  private boolean isRepeated(ByteBuf bytes) {
    for (long n = answered - 1; n >= Math.max(0, answered - LOOK_BACK); n--) {
      if (payloads.isMessage(bytes, index, n)) {
        return true;
      }
    }
    return false;
  }

  /** The oldest of those on their way is done with. */
  private long take() {
    answered++;
    return inFlight.remove();
  }

  private void refill(long now) {
    while (inFlight.size() < depth && isOpen() && lane.isLoading(now)) {
      lane.due(now);
      offer(now);
    }
  }

  private void pump() {
    WebSocketConnection to = connection;
    while (to != null && sent < answered + inFlight.size() && to.isWritable()) {
      to.send(payloads.message(index, sent++), plan.shape().text());
    }
  }
}
