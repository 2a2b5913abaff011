package dev.yodel.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.yodel.protocol.ErrorCode;
import dev.yodel.protocol.Limits;
import dev.yodel.protocol.RoomName;
import dev.yodel.server.boot.Server;
import dev.yodel.server.boot.ServerConfig;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the server would never take fails alone, and what is behind it goes. */
class UntakableIT {

  private static final RoomName ROOM = new RoomName("untakable");
  private static final Limits SMALL = new Limits(2_048, 500, 64, 200, 262_144, 50, 32, 10_000);

  private static final AtomicInteger NAMES = new AtomicInteger();

  private static Server server;

  private final Ear ear = new Ear();

  @BeforeAll
  static void startServer() throws Exception {
    ServerConfig config = ServerConfig.defaults().withPort(0);
    server = Server.start(config.with(config.chat().with(SMALL)));
  }

  @AfterAll
  static void stopServer() throws Exception {
    server.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"cut \ud83d", "\ude00", "nul \0"})
  void textThatCannotBeSaidFailsAlone(String text) throws Exception {
    try (YodelClient client = open()) {
      get(client.join(ROOM));
      CompletableFuture<?> bad = client.post(ROOM, text);
      CompletableFuture<?> worse = client.edit(ROOM, 1, text);
      CompletableFuture<?> direct = client.direct("anybody", text);
      CompletableFuture<?> search = client.search(ROOM, text, null, 10);
      get(client.post(ROOM, "good"));
      for (CompletableFuture<?> refused : List.of(bad, worse, direct, search)) {
        assertRefused(refused, ErrorCode.BAD_REQUEST);
      }
      assertThat(ear.count("state Live")).isEqualTo(1);
    }
  }

  @Test
  void postThatIsTooLongFailsAloneAlsoIfItWaited() throws Exception {
    try (YodelClient client = open()) {
      CompletableFuture<?> early = client.post(ROOM, "x".repeat(70_000));
      get(client.join(ROOM));
      CompletableFuture<?> chars = client.post(ROOM, "x".repeat(501));
      CompletableFuture<?> bytes = client.post(ROOM, "\1".repeat(500));
      CompletableFuture<?> direct = client.direct("anybody", "x".repeat(3_000));
      get(client.post(ROOM, "x".repeat(500)));
      assertRefused(early, ErrorCode.TEXT_TOO_LONG);
      assertRefused(chars, ErrorCode.TEXT_TOO_LONG);
      assertRefused(direct, ErrorCode.TEXT_TOO_LONG);
      assertRefused(bytes, ErrorCode.TEXT_TOO_LONG);
      assertThatThrownBy(() -> get(bytes)).message().contains("(expected: at most 2048)");
      assertThat(ear.count("state Live")).isEqualTo(1);
    }
  }

  @Test
  void anyNumberOfThemFailsInTurn() throws Exception {
    try (YodelClient client = open()) {
      get(client.join(ROOM));
      List<CompletableFuture<?>> all = new ArrayList<>();
      for (int i = 0; i < 9_000; i++) {
        all.add(client.post(ROOM, ""));
      }
      get(client.post(ROOM, "good"));
      for (CompletableFuture<?> one : all) {
        assertRefused(one, ErrorCode.BAD_REQUEST);
      }
    }
  }

  private YodelClient open() {
    URI uri = URI.create("ws://127.0.0.1:" + server.port() + "/ws");
    return YodelClient.open(ChatOptions.at(uri).withName("U" + NAMES.incrementAndGet()), ear);
  }

  private static <T> T get(CompletableFuture<T> future) throws Exception {
    return future.get(20, TimeUnit.SECONDS);
  }

  private static void assertRefused(CompletableFuture<?> future, ErrorCode code) {
    assertThatThrownBy(() -> get(future))
        .cause()
        .isInstanceOfSatisfying(ChatFailure.class, why -> assertThat(why.code()).contains(code));
  }
}
