package dev.yodel.server.boot;

import dev.yodel.server.http.BusyHandler;
import dev.yodel.server.websocket.Admission;
import dev.yodel.server.websocket.Endpoint;
import dev.yodel.server.websocket.Refusal;
import dev.yodel.server.websocket.Upgrade;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.util.Map;

/** Lets upgrades in: from pages that may come, while the server is not told to stop. */
final class Gatekeeper implements Admission {

  private final TrustConfig trust;
  private final Connections connections;

  Gatekeeper(TrustConfig trust, Connections connections) {
    this.trust = trust;
    this.connections = connections;
  }

  @Override
  public void check(Endpoint endpoint, Upgrade upgrade) {
    if (trust.guardEcho() || !endpoint.name().equals("echo")) {
      trust.origins().check(upgrade.headers(), upgrade.isSecure());
    }
    if (!connections.admit(upgrade.channel())) {
      throw new Refusal(
          HttpResponseStatus.SERVICE_UNAVAILABLE,
          "The server is stopping",
          Map.of("Retry-After", BusyHandler.RETRY_AFTER, "Connection", "close"));
    }
  }
}
