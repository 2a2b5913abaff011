package dev.yodel.server.boot;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.yodel.server.guard.Pressure;
import dev.yodel.server.guard.ShedMarks;
import dev.yodel.server.http.Route;
import dev.yodel.server.log.Retention;
import dev.yodel.server.log.sqlite.Durability;
import dev.yodel.server.log.sqlite.LogFile;
import dev.yodel.server.log.sqlite.SqliteLog;
import io.netty.handler.codec.http.EmptyHttpHeaders;
import io.netty.util.concurrent.ImmediateEventExecutor;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server whose log cannot write is not ready. */
class ReadinessTest {

  @TempDir Path folder;

  @Test
  void readinessFollowsTheLog() {
    SqliteLog log =
        new SqliteLog(
            new SqliteLog.Options(
                new LogFile(folder.resolve("rooms.db")),
                Durability.PROCESS,
                new Retention(10, null)),
            Clock.systemUTC(),
            () -> "epoch");
    Connections connections =
        new Connections(
            10, ImmediateEventExecutor.INSTANCE, "nio", new Pressure(ShedMarks.defaults(), 100));
    Map<String, Route> routes = Routes.of(ServerConfig.defaults(), connections, log);
    Route ready = Objects.requireNonNull(routes.get("/health/ready"));
    assertThat(ready.answer(Map.of(), EmptyHttpHeaders.INSTANCE).status().code()).isEqualTo(200);
    log.close();
    assertThat(ready.answer(Map.of(), EmptyHttpHeaders.INSTANCE).status().code()).isEqualTo(503);
    assertThat(new String(ready.answer(Map.of(), EmptyHttpHeaders.INSTANCE).body(), UTF_8))
        .isEqualTo("storage_unavailable\n");
  }
}
