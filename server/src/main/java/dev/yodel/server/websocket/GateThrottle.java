package dev.yodel.server.websocket;

import dev.yodel.server.chat.Throttle;
import dev.yodel.server.guard.Caller;
import dev.yodel.server.guard.Client;
import dev.yodel.server.metrics.ServerMetrics;
import dev.yodel.server.owner.OwnedBy;
import io.netty.channel.Channel;

/** Stops and resumes the reading of a session's connection, and counts the limits it meets. */
@OwnedBy(OwnedBy.Kind.LOOP)
final class GateThrottle implements Throttle {

  private final Channel channel;
  private final ReadGate gate;
  private final ServerMetrics metrics;
  private boolean byAddress;

  GateThrottle(Channel channel, ReadGate gate, ServerMetrics metrics) {
    this.channel = channel;
    this.gate = gate;
    this.metrics = metrics;
  }

  @Override
  public void budget(boolean exhausted) {
    if (gate.set(ReadGate.Reason.BUDGET, exhausted) && exhausted) {
      metrics.limitHit("posts-in-flight");
    }
  }

  @Override
  public void rate(boolean tooFast) {
    if (gate.set(ReadGate.Reason.RATE, tooFast) && tooFast) {
      metrics.limitHit(byAddress ? "posts-per-address" : "posts-per-second");
    }
  }

  @Override
  public void entering(boolean slowly) {
    gate.set(ReadGate.Reason.ENTERING, slowly);
  }

  @Override
  public long posted(long nowNanos) {
    Client client = Client.of(channel);
    Caller caller = client == null ? null : client.caller();
    long wait = caller == null ? 0 : caller.takePost(nowNanos);
    byAddress = wait > 0;
    return wait;
  }
}
