package dev.yodel.server.boot;

import dev.yodel.server.guard.Bucket;
import dev.yodel.server.guard.Caller;
import dev.yodel.server.guard.Client;
import dev.yodel.server.guard.LineRate;
import dev.yodel.server.guard.Reception;
import dev.yodel.server.http.BusyHandler;
import dev.yodel.server.metrics.Why;
import dev.yodel.server.websocket.Admission;
import dev.yodel.server.websocket.Endpoint;
import dev.yodel.server.websocket.Refusal;
import dev.yodel.server.websocket.Upgrade;
import io.netty.channel.Channel;
import io.netty.handler.codec.http.HttpResponseStatus;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets upgrades in: from pages that may come, from addresses that did not ask too often, while the
 * server is neither overloaded nor told to stop.
 */
final class Entrance implements Admission {

  static final String CONNECTIONS_PER_ADDRESS = "max-connections-per-address";

  /** Log lines a second about connections that are turned away: {@value}. */
  static final int LINES_PER_SECOND = 10;

  private static final Logger LOG = LoggerFactory.getLogger(Entrance.class);

  private final TrustConfig trust;
  private final Connections connections;
  private final Reception reception;
  private final Bucket handshakes;
  private final LineRate lines;

  /**
   * An entrance.
   *
   * @param handshakes upgrades of all peers together
   * @param lines of the log about connections that are turned away
   */
  Entrance(
      TrustConfig trust,
      Connections connections,
      Reception reception,
      Bucket handshakes,
      LineRate lines) {
    this.lines = lines;
    this.trust = trust;
    this.connections = connections;
    this.reception = reception;
    this.handshakes = handshakes;
  }

  Reception reception() {
    return reception;
  }

  @Override
  public void check(Endpoint endpoint, Upgrade upgrade) {
    if (trust.guardEcho() || !endpoint.name().equals(Endpoint.ECHO)) {
      trust.origins().check(upgrade.headers(), upgrade.isSecure());
    }
    receive(upgrade);
    checkRates(upgrade.channel());
  }

  @Override
  public void admit(Channel channel) {
    if (!connections.admit(channel)) {
      throw unavailable(Why.DRAINING, "The server is stopping");
    }
  }

  /** Whether a connection that was just accepted is heard; one that is not is counted. */
  boolean hears(Channel accepted, long nowNanos) {
    if (reception.hears(accepted, nowNanos)) {
      return true;
    }
    ignore(accepted, nowNanos);
    return false;
  }

  /** Counts a connection of an address that comes too often. */
  void ignore(Channel channel, long nowNanos) {
    connections.metrics().limitHit("connects-per-address");
    refuse(channel, Why.CONNECTS_PER_ADDRESS, nowNanos);
  }

  /** Counts and logs a connection that is turned away. */
  void refuse(Channel channel, Why why) {
    refuse(channel, why, channel.eventLoop().ticker().nanoTime());
  }

  private void refuse(Channel channel, Why why, long nowNanos) {
    connections.metrics().refused(why);
    int leftOut = lines.take(nowNanos);
    if (leftOut > 0) {
      LOG.warn("log lines left out about=\"connection refused\" lines={}", leftOut);
    }
    if (leftOut >= 0) {
      LOG.info("connection refused peer={} why={}", Client.name(channel), why.word());
    }
  }

  @Override
  public void onRefused(Channel channel, Why why) {
    reception.onRefused(channel);
    connections.metrics().refused(why);
  }

  private void receive(Upgrade upgrade) {
    try {
      if (reception.receive(upgrade.channel(), upgrade.headers()) != Reception.Verdict.SERVED) {
        connections.metrics().limitHit(CONNECTIONS_PER_ADDRESS);
        throw tooMany(Why.MAX_CONNECTIONS_PER_ADDRESS, "Too many connections from this address");
      }
    } catch (Reception.ContradictionException e) {
      throw Refusal.badRequest(Why.PROXY, String.valueOf(e.getMessage()));
    }
  }

  private void checkRates(Channel channel) {
    if (channel.parent() == null) {
      return; // the rehearsal is nobody's connection
    }
    long now = channel.eventLoop().ticker().nanoTime();
    Client client = Client.of(channel);
    Caller caller = client == null ? null : client.caller();
    if (caller != null && !caller.mayShakeHands(now)) {
      connections.metrics().limitHit("handshakes-per-address");
      throw tooMany(Why.HANDSHAKES_PER_ADDRESS, "Too many upgrades from this address");
    }
    if (connections.isShedding()) {
      throw unavailable(Why.OVERLOADED, "The server is overloaded");
    }
    if (!handshakes.tryTake(now)) {
      connections.metrics().limitHit("handshakes-per-second");
      throw unavailable(Why.HANDSHAKES_PER_SECOND, "Too many upgrades");
    }
  }

  private static Refusal tooMany(Why why, String line) {
    return new Refusal(why, HttpResponseStatus.TOO_MANY_REQUESTS, line, BusyHandler.COME_BACK);
  }

  private static Refusal unavailable(Why why, String line) {
    return new Refusal(why, HttpResponseStatus.SERVICE_UNAVAILABLE, line, BusyHandler.COME_BACK);
  }
}
