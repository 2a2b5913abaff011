package dev.yodel.server.websocket;

import dev.yodel.server.metrics.Why;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The paths that accept upgrades. */
public record Endpoints(List<Endpoint> all) {

  /** Keeps a copy. */
  public Endpoints {
    all = List.copyOf(all);
  }

  /** Whether upgrades are accepted on a path at all. */
  boolean has(String path) {
    for (Endpoint endpoint : all) {
      if (endpoint.path().equals(path)) {
        return true;
      }
    }
    return false;
  }

  /**
   * The endpoint for a path and the subprotocols that a peer offers.
   *
   * @throws Refusal if the path has none, or none for these subprotocols
   */
  Choice choose(String path, List<String> offered) {
    List<String> spoken = new ArrayList<>();
    for (Endpoint endpoint : all) {
      if (endpoint.path().equals(path)) {
        Choice choice = choice(endpoint, offered);
        if (choice != null) {
          return choice;
        }
        spoken.add(endpoint.subprotocol() == null ? "none" : endpoint.subprotocol());
      }
    }
    if (spoken.isEmpty()) {
      throw new Refusal(Why.PATH, HttpResponseStatus.NOT_FOUND, "No WebSocket on this path");
    }
    throw Refusal.badRequest(
        Why.SUBPROTOCOL, "Sec-WebSocket-Protocol: expected " + String.join(" or ", spoken));
  }

  private static @Nullable Choice choice(Endpoint endpoint, List<String> offered) {
    String spoken = endpoint.subprotocol();
    if (offered.isEmpty()) {
      boolean serves = spoken == null || spoken.equals(Endpoint.ANY);
      return serves ? new Choice(endpoint, null) : null;
    }
    if (Endpoint.ANY.equals(spoken)) {
      return new Choice(endpoint, offered.get(0));
    }
    return spoken != null && offered.contains(spoken) ? new Choice(endpoint, spoken) : null;
  }

  /** An endpoint and the subprotocol to select. */
  record Choice(Endpoint endpoint, @Nullable String subprotocol) {}
}
