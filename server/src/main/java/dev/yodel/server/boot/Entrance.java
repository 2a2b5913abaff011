package dev.yodel.server.boot;

import dev.yodel.server.guard.Bucket;
import dev.yodel.server.guard.Caller;
import dev.yodel.server.guard.Client;
import dev.yodel.server.guard.Reception;
import dev.yodel.server.http.BusyHandler;
import dev.yodel.server.websocket.Admission;
import dev.yodel.server.websocket.Endpoint;
import dev.yodel.server.websocket.Refusal;
import dev.yodel.server.websocket.Upgrade;
import io.netty.channel.Channel;
import io.netty.handler.codec.http.HttpResponseStatus;

/**
 * Lets upgrades in: from pages that may come, from addresses that did not ask too often, while the
 * server is neither overloaded nor told to stop.
 */
final class Entrance implements Admission {

  static final String CONNECTIONS_PER_ADDRESS = "max-connections-per-address";

  private final TrustConfig trust;
  private final Connections connections;
  private final Reception reception;
  private final Bucket handshakes;

  /**
   * An entrance.
   *
   * @param handshakes upgrades of all peers together
   */
  Entrance(TrustConfig trust, Connections connections, Reception reception, Bucket handshakes) {
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
    if (!connections.admit(upgrade.channel())) {
      throw unavailable("The server is stopping");
    }
  }

  private void receive(Upgrade upgrade) {
    try {
      if (reception.receive(upgrade.channel(), upgrade.headers()) != Reception.Verdict.SERVED) {
        connections.metrics().limitHit(CONNECTIONS_PER_ADDRESS);
        throw tooMany("Too many connections from this address");
      }
    } catch (Reception.ContradictionException e) {
      throw Refusal.badRequest(String.valueOf(e.getMessage()));
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
      throw tooMany("Too many upgrades from this address");
    }
    if (connections.isShedding()) {
      throw unavailable("The server is overloaded");
    }
    if (!handshakes.tryTake(now)) {
      connections.metrics().limitHit("handshakes-per-second");
      throw unavailable("Too many upgrades");
    }
  }

  private static Refusal tooMany(String line) {
    return new Refusal(HttpResponseStatus.TOO_MANY_REQUESTS, line, BusyHandler.COME_BACK);
  }

  private static Refusal unavailable(String line) {
    return new Refusal(HttpResponseStatus.SERVICE_UNAVAILABLE, line, BusyHandler.COME_BACK);
  }
}
