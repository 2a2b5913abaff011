package dev.yodel.server.boot;

import dev.yodel.server.http.BusyHandler;
import dev.yodel.server.websocket.Admission;
import dev.yodel.server.websocket.Endpoint;
import dev.yodel.server.websocket.Refusal;
import dev.yodel.server.websocket.Upgrade;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;

/** Lets upgrades in while the server is not told to stop. */
final class Gatekeeper implements Admission {

  private final AtomicBoolean draining = new AtomicBoolean();

  /** Lets nobody in from now on; false if that was so before. */
  boolean drain() {
    return draining.compareAndSet(false, true);
  }

  @Override
  public void check(Endpoint endpoint, Upgrade upgrade) {
    if (draining.get()) {
      throw new Refusal(
          HttpResponseStatus.SERVICE_UNAVAILABLE,
          "The server is stopping",
          Map.of("Retry-After", BusyHandler.RETRY_AFTER, "Connection", "close"));
    }
  }
}
