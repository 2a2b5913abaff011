package dev.yodel.server.boot;

import dev.yodel.server.http.Answer;
import dev.yodel.server.http.HealthRoutes;
import dev.yodel.server.http.LabHelpRoute;
import dev.yodel.server.http.MetricsRoute;
import dev.yodel.server.http.PageFiles;
import dev.yodel.server.http.Route;
import dev.yodel.server.log.RoomLog;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Every path that answers GET. */
final class Routes {

  private static final Answer UPGRADE =
      Answer.text(HttpResponseStatus.UPGRADE_REQUIRED, "Only WebSocket upgrades here")
          .with(
              Map.of(
                  "Upgrade", "websocket",
                  "Connection", "Upgrade",
                  "Sec-WebSocket-Version", "13"));

  private Routes() {}

  static Map<String, Route> of(ServerConfig config, Connections connections, RoomLog log) {
    Map<String, Route> routes = new HashMap<>(PageFiles.routes());
    // What browsers ask for beside a document that names no icon.
    routes.put("/favicon.ico", Objects.requireNonNull(routes.get("/icon.svg")));
    routes.put("/echo", (parameters, headers) -> UPGRADE);
    routes.put("/ws", (parameters, headers) -> UPGRADE);
    routes.put("/echo/help", new LabHelpRoute(config.lab(), config.tls() != null));
    if (config.watch().admin() == null) {
      routes.putAll(ofAdmin(connections, log));
    }
    return routes;
  }

  /** What the server's keeper asks for, on a port of its own or on the server's. */
  static Map<String, Route> ofAdmin(Connections connections, RoomLog log) {
    Map<String, Route> routes =
        new HashMap<>(HealthRoutes.of(() -> connections.unready().or(() -> unready(log))));
    routes.put("/metrics", new MetricsRoute(connections.metrics()));
    return routes;
  }

  private static Optional<String> unready(RoomLog log) {
    return log.isHealthy() ? Optional.empty() : Optional.of("storage_unavailable");
  }
}
