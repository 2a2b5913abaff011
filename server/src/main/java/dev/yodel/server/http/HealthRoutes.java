package dev.yodel.server.http;

import io.netty.handler.codec.http.HttpResponseStatus;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Whether the process lives, and whether it should get new connections. */
public final class HealthRoutes {

  private HealthRoutes() {}

  /**
   * The routes of both questions.
   *
   * @param unready why no new connection should come, empty while it may
   */
  public static Map<String, Route> of(Supplier<Optional<String>> unready) {
    Answer live = Answer.text(HttpResponseStatus.OK, "live");
    Answer ready = Answer.text(HttpResponseStatus.OK, "ready");
    return Map.of(
        "/health/live",
        (parameters, headers) -> live,
        "/health/ready",
        (parameters, headers) ->
            unready
                .get()
                .map(reason -> Answer.text(HttpResponseStatus.SERVICE_UNAVAILABLE, reason))
                .orElse(ready));
  }
}
