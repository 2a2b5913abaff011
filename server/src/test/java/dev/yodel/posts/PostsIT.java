package dev.yodel.posts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yodel.protocol.Limits;
import dev.yodel.server.boot.ChatConfig;
import dev.yodel.server.boot.LogConfig;
import dev.yodel.server.boot.Server;
import dev.yodel.server.boot.ServerConfig;
import dev.yodel.server.log.Retention;
import dev.yodel.server.log.sqlite.Durability;
import dev.yodel.server.log.sqlite.LogFile;
import dev.yodel.server.log.sqlite.SqliteLog;
import io.netty.util.ResourceLeakDetector;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Posts acknowledged a second, over sockets and by the log alone, beside what SQLite itself does in
 * the same run: {@code ./yodel test posts}.
 */
@Tag("posts")
class PostsIT {

  private static final long MILLIS = Long.getLong("posts.millis", 5_000);
  private static final Limits LIMITS =
      new Limits(65_536, 4_000, 64, 200, 262_144, 1_000_000, 32, 10_000);

  @TempDir Path folder;

  /** The tests' leak detection records every touch of every buffer. */
  @BeforeAll
  static void measureWithoutLeakDetection() {
    ResourceLeakDetector.setLevel(ResourceLeakDetector.Level.DISABLED);
  }

  @Test
  void postsAcknowledgedPerSecond() throws Exception {
    System.out.printf("posts: %-28s %10s %10s%n", "per second", "commit", "process");
    for (int rows : new int[] {1, 10, 100}) {
      row("SQLite, " + rows + " a commit", raw("FULL", rows), raw("NORMAL", rows));
    }
    for (int callers : new int[] {1, 10, 100}) {
      row(
          "log, " + callers + " callers",
          log(Durability.COMMIT, callers),
          log(Durability.PROCESS, callers));
    }
    for (int clients : new int[] {1, 10, 100}) {
      row(
          "sockets, " + clients + " clients",
          sockets(Durability.COMMIT, clients),
          sockets(Durability.PROCESS, clients));
    }
  }

  private static void row(String what, double commit, double process) {
    System.out.printf(Locale.ROOT, "posts: %-28s %10.0f %10.0f%n", what, commit, process);
    assertThat(commit).as(what).isPositive();
    assertThat(process).as(what).isPositive();
  }

  private double raw(String synchronous, int rows) throws Exception {
    Path file = folder.resolve("raw-" + synchronous + rows + ".db");
    return RawSqlite.rowsPerSecond(file, synchronous, rows, TimeUnit.MILLISECONDS.toNanos(MILLIS));
  }

  private double log(Durability durability, int callers) throws Exception {
    Path file = folder.resolve("log-" + durability + callers + ".db");
    SqliteLog.Options options =
        new SqliteLog.Options(new LogFile(file), durability, new Retention(1_000_000, null));
    try (SqliteLog log = new SqliteLog(options, Clock.systemUTC(), () -> "epoch")) {
      return LogCallers.appendsPerSecond(log, callers, TimeUnit.MILLISECONDS.toNanos(MILLIS));
    }
  }

  private double sockets(Durability durability, int clients) throws Exception {
    Path file = folder.resolve("sockets-" + durability + clients + ".db");
    ChatConfig chat = ChatConfig.defaults().with(LIMITS).with(LogConfig.in(file, durability));
    ServerConfig config = ServerConfig.defaults().withPort(0).with(chat);
    try (Server server = Server.start(config)) {
      URI address = URI.create("ws://127.0.0.1:" + server.port() + "/ws");
      return SocketPosters.postsPerSecond(address, clients, MILLIS);
    }
  }
}
