package dev.yodel.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.yodel.protocol.ErrorCode;
import dev.yodel.protocol.Limits;
import dev.yodel.protocol.RoomName;
import dev.yodel.protocol.RoomStart;
import dev.yodel.protocol.ServerMessage.Receipt;
import dev.yodel.server.boot.LogConfig;
import dev.yodel.server.boot.Server;
import dev.yodel.server.boot.ServerConfig;
import dev.yodel.server.log.sqlite.Durability;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Outages: nothing is missed, nothing comes twice, nothing is written twice. */
class ComeBackIT {

  private static final RoomName ROOM = new RoomName("alp");
  private static final int NOBODY = 1;
  private static final Return AT_ONCE =
      new Return(
          true, new Backoff(Duration.ofMillis(1), Duration.ofMillis(20), Duration.ofSeconds(30)));

  @TempDir Path folder;

  @Test
  void tenThousandMissedMessagesComeOnceAndInOrderAfterARestart() throws Exception {
    int missed = 10_000;
    Ear ear = new Ear();
    Server first = Server.start(onFile());
    try (CutProxy proxy = new CutProxy(first.port());
        YodelClient client = YodelClient.open(options(proxy.uri(), "Geissenpeter"), ear)) {
      YodelClientIT.get(client.join(ROOM));
      YodelClientIT.get(client.post(ROOM, "here"));
      proxy.leadTo(NOBODY);
      proxy.cut();
      ear.awaitLine("state Waiting");
      CompletableFuture<Receipt> queued = client.post(ROOM, "written while away");
      say(first.port(), missed);
      first.close();
      try (Server second = Server.start(onFile())) {
        proxy.leadTo(second.port());
        client.reconnect();
        assertThat(YodelClientIT.get(queued).duplicate()).isFalse();
        ear.awaitTexts(texts -> texts.size() >= missed + 2);
        List<String> expected = new ArrayList<>(List.of("here"));
        IntStream.range(0, missed).forEach(i -> expected.add("m" + i));
        expected.add("written while away");
        assertThat(ear.texts()).isEqualTo(expected);
        assertThat(ear.count("joined alp recovered=true")).isEqualTo(1);
        ear.assertFaultless();
      }
    } finally {
      first.close();
    }
  }

  @Test
  void nothingIsLostOrDoubledWhileTheLineIsCut() throws Exception {
    int posts = 150;
    AtomicInteger cuts = new AtomicInteger();
    Ear ear = new Ear();
    try (Server server = Server.start(inMemory());
        CutProxy proxy = new CutProxy(server.port());
        YodelClient reader = YodelClient.open(options(proxy.uri(), "Reader"), ear);
        YodelClient writer = YodelClient.open(options(proxy.uri(), "Writer"), new Ear())) {
      YodelClientIT.get(reader.join(ROOM));
      YodelClientIT.get(writer.join(ROOM));
      ear.onEach(
          event -> {
            if (event.at().seq() % 11 == 0) {
              proxy.cut();
              cuts.incrementAndGet();
            }
          });
      List<CompletableFuture<Receipt>> receipts =
          IntStream.range(0, posts).mapToObj(i -> writer.post(ROOM, "m" + i)).toList();
      long last = 0;
      for (CompletableFuture<Receipt> receipt : receipts) {
        long seq = YodelClientIT.get(receipt).seq();
        assertThat(seq).isGreaterThan(last);
        last = seq;
      }
      ear.awaitTexts(texts -> texts.size() >= posts);
      assertThat(ear.texts()).isEqualTo(IntStream.range(0, posts).mapToObj(i -> "m" + i).toList());
      ear.assertFaultless();
      assertThat(cuts.get()).isGreaterThan(10);
    }
  }

  @Test
  void serverThatForgotEverythingIsEnteredAnewAndTheLossReported() throws Exception {
    Ear ear = new Ear();
    Server first = Server.start(inMemory());
    try (CutProxy proxy = new CutProxy(first.port());
        YodelClient client = YodelClient.open(options(proxy.uri(), "Clara"), ear)) {
      YodelClientIT.get(client.join(new RoomStart(ROOM, null, 50)));
      YodelClientIT.get(client.post(ROOM, "before"));
      ear.awaitLine("message Clara: before");
      first.close();
      try (Server second = Server.start(inMemory())) {
        proxy.leadTo(second.port());
        say(second.port(), 3);
        client.reconnect();
        ear.awaitLine("loss REPLACED");
        ear.awaitTexts(texts -> texts.equals(List.of("before", "m0", "m1", "m2")));
        assertThat(ear.count("refused")).as("the old token is given up quietly").isZero();
      }
    } finally {
      first.close();
    }
  }

  @Test
  void roomThatNobodyMayEnterIsRefused() throws Exception {
    ServerConfig config = inMemory();
    Limits one = new Limits(65_536, 4_000, 1, 200, 262_144, 50, 32, 10);
    try (Server server = Server.start(config.with(config.chat().with(one)));
        YodelClient client =
            YodelClient.open(options(uri(server.port()), "Dete"), new ChatListener() {})) {
      YodelClientIT.get(client.join(ROOM));
      var second = client.join(new RoomName("second"));
      assertThatThrownBy(() -> YodelClientIT.get(second))
          .cause()
          .isInstanceOfSatisfying(
              ChatFailure.class, why -> assertThat(why.code()).contains(ErrorCode.TOO_MANY_ROOMS));
    }
  }

  /** Plain clients say so many things, quickly. */
  private static void say(int port, int count) throws Exception {
    URI plain = URI.create("ws://127.0.0.1:" + port + "/ws?room=" + ROOM);
    var echoes = new CompletableFuture<Void>();
    AtomicInteger heard = new AtomicInteger();
    try (WebSocketClient sockets = WebSocketClient.create()) {
      WebSocketConnection connection =
          sockets
              .connect(
                  ConnectOptions.to(plain),
                  new WebSocketListener() {
                    @Override
                    public void onText(WebSocketConnection from, String text) {
                      if (heard.incrementAndGet() == count) {
                        echoes.complete(null);
                      }
                    }
                  })
              .get(30, TimeUnit.SECONDS);
      for (int i = 0; i < count; i++) {
        connection.sendText("m" + i);
      }
      echoes.get(60, TimeUnit.SECONDS);
      connection.close().get(30, TimeUnit.SECONDS);
    }
  }

  private ServerConfig onFile() {
    ServerConfig config = inMemory();
    LogConfig log = LogConfig.in(folder.resolve("rooms.db"), Durability.PROCESS);
    return config.with(config.chat().with(log));
  }

  private static ServerConfig inMemory() {
    ServerConfig config = ServerConfig.defaults().withPort(0);
    Limits limits = new Limits(65_536, 4_000, 64, 200, 262_144, 100_000, 1_000, 10_000);
    return config.with(config.chat().with(limits));
  }

  private static ChatOptions options(URI uri, String name) {
    return ChatOptions.at(uri).withName(name).with(AT_ONCE);
  }

  private static URI uri(int port) throws IOException {
    return URI.create("ws://127.0.0.1:" + port + "/ws");
  }
}
