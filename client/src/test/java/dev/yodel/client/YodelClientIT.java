package dev.yodel.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;

import dev.yodel.protocol.ErrorCode;
import dev.yodel.protocol.HistoryRange;
import dev.yodel.protocol.RoomEvent;
import dev.yodel.protocol.RoomName;
import dev.yodel.protocol.RoomStart;
import dev.yodel.protocol.ServerMessage.Page;
import dev.yodel.protocol.ServerMessage.Receipt;
import dev.yodel.protocol.UserName;
import dev.yodel.server.boot.Server;
import dev.yodel.server.boot.ServerConfig;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioSocketChannel;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;

class YodelClientIT {

  private static Server server;

  @BeforeAll
  static void startServer() throws Exception {
    server = Server.start(ServerConfig.defaults().withPort(0));
  }

  @AfterAll
  static void stopServer() throws Exception {
    server.close();
  }

  @Test
  void whatIsPostedReachesEverybodyOnceAndIsAnswered(TestInfo test) throws Exception {
    RoomName room = roomOf(test);
    Ear ear = new Ear();
    Ear other = new Ear();
    try (YodelClient heidi = open("Heidi", ear);
        YodelClient peter = open("Peter", other)) {
      get(heidi.join(room));
      get(peter.join(room));
      Receipt receipt = get(heidi.post(room, "Holla"));
      assertThat(get(peter.post(room, "Rä-di-ri", receipt.seq())).seq())
          .isGreaterThan(receipt.seq());
      ear.awaitLine("message Peter: Rä-di-ri");
      other.awaitLine("message Peter: Rä-di-ri");
      assertThat(other.texts()).isEqualTo(ear.texts()).containsExactly("Holla", "Rä-di-ri");
      assertThat(heidi.self().orElseThrow().name()).isEqualTo(new UserName("Heidi"));
      get(heidi.edit(room, receipt.seq(), "Hollaro"));
      get(peter.react(room, receipt.seq(), "👍", true));
      get(heidi.delete(room, receipt.seq()));
      other.awaitLine("edited " + receipt.seq());
      other.awaitLine("reaction " + receipt.seq());
      other.awaitLine("deleted " + receipt.seq());
      ear.assertFaultless();
      other.assertFaultless();
    }
  }

  @Test
  void questionsAreAnswered(TestInfo test) throws Exception {
    RoomName room = roomOf(test);
    Ear ear = new Ear();
    try (YodelClient anna = open("Anna", new Ear());
        YodelClient beat = open("Beat", ear)) {
      get(anna.join(room));
      for (String text : List.of("one fish", "two fish", "red")) {
        get(anna.post(room, text));
      }
      get(beat.join(new RoomStart(room, null, 2)));
      ear.awaitTexts(texts -> texts.equals(List.of("two fish", "red")));
      assertThat(texts(get(beat.history(room, HistoryRange.newest(), 2))))
          .containsExactly("two fish", "red");
      assertThat(texts(get(beat.search(room, "fish", null, 10))))
          .containsExactly("one fish", "two fish");
      assertThat(get(beat.members(room, null)).count()).isEqualTo(2);
      get(anna.direct("Beat", "psst"));
      ear.awaitLine("direct Anna: psst");
      assertThat(refusal(anna.direct("nobody", "psst"))).isEqualTo(ErrorCode.NOT_ONLINE);
      anna.typing(room, true);
      ear.awaitLine("typing Anna true");
      get(anna.rename(new UserName("Änni")));
      assertThat(anna.self().orElseThrow().name().value()).isEqualTo("Änni");
      ear.awaitLine("presence RENAME");
      get(anna.leave(room));
      assertThat(refusal(anna.post(room, "gone"))).isEqualTo(ErrorCode.NOT_JOINED);
    }
  }

  @Test
  void pausedClientIsNotRead(TestInfo test) throws Exception {
    RoomName room = roomOf(test);
    Ear ear = new Ear();
    try (YodelClient writer = open("Resli", new Ear());
        YodelClient reader = open("Mädi", ear)) {
      get(writer.join(room));
      get(reader.join(room));
      ear.awaitLine("live " + room);
      reader.pause(true);
      CompletableFuture<?> asked = reader.members(room, null);
      for (String text : List.of("one", "two", "three")) {
        get(writer.post(room, text));
      }
      assertThat(asked).isNotDone();
      assertThat(ear.texts()).isEmpty();
      reader.pause(false);
      get(asked);
      ear.awaitTexts(texts -> texts.equals(List.of("one", "two", "three")));
    }
  }

  @Test
  void nameOfSomebodyElseIsRefusedAndAnotherOneTaken() throws Exception {
    Ear ear = new Ear();
    try (YodelClient first = open("Vreni", new Ear())) {
      get(first.welcome());
      try (YodelClient second = open("vreni", ear)) {
        assertThat(refusal(second.welcome())).isEqualTo(ErrorCode.NAME_TAKEN);
        ear.awaitLine("refused name_taken");
        ear.awaitLine("state Closed");
        assertThatThrownBy(() -> get(second.post(new RoomName("lobby"), "x")))
            .hasRootCauseInstanceOf(ChatFailure.class);
        get(second.rename(new UserName("Vroni")));
        second.reconnect();
        ear.awaitLine("state Live");
        get(second.join(new RoomName("lobby")));
        assertThat(get(second.post(new RoomName("lobby"), "x")).seq()).isPositive();
      }
    }
  }

  @Test
  void embeddedLoopIsLeftRunningAndClosingTakesNoTime(TestInfo test) throws Exception {
    var group = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    try (WebSocketClient sockets = WebSocketClient.on(group, NioSocketChannel.class)) {
      Ear ear = new Ear();
      YodelClient client = YodelClient.open(sockets, options("Embedded"), ear);
      get(client.join(roomOf(test)));
      long begin = System.nanoTime();
      client.close();
      assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(10));
      ear.awaitLine("state Closed[code=1000");
      assertThat(client.state()).isEqualTo(new ConnectionState.Closed(1000, ""));
      assertThat(group.isShuttingDown()).isFalse();
      CompletableFuture<Receipt> late = client.post(roomOf(test), "too late");
      assertThatThrownBy(() -> get(late)).hasRootCauseMessage("the client is closed");
    } finally {
      group.shutdownGracefully(0, 5, TimeUnit.SECONDS).syncUninterruptibly();
    }
  }

  @Test
  void closingBeforeThereIsAConnectionFailsWhatWaitsAndLeavesNoThread() throws Exception {
    CompletableFuture<Receipt> posted;
    Thread[] loop = new Thread[1];
    try (var silent = new java.net.ServerSocket(0);
        YodelClient client =
            YodelClient.open(
                ChatOptions.at(URI.create("ws://127.0.0.1:" + silent.getLocalPort() + "/ws")),
                new ChatListener() {
                  @Override
                  public void onState(ConnectionState state) {
                    loop[0] = Thread.currentThread();
                  }
                })) {
      posted = client.post(new RoomName("lobby"), "never");
      client.join(new RoomName("lobby"));
      silent.accept();
    }
    assertThatThrownBy(() -> get(posted)).hasRootCauseInstanceOf(ChatFailure.class);
    loop[0].join(TimeUnit.SECONDS.toMillis(30));
    assertThat(loop[0].isAlive()).isFalse();
  }

  static <T> T get(CompletableFuture<T> future) throws Exception {
    return future.get(60, TimeUnit.SECONDS);
  }

  private static ErrorCode refusal(CompletableFuture<?> future) throws Exception {
    try {
      throw new AssertionError("granted: " + get(future));
    } catch (ExecutionException failed) {
      return failed.getCause() instanceof ChatFailure why ? why.code().orElseThrow() : fail(failed);
    }
  }

  private static List<String> texts(Page page) {
    return page.events().stream().map(event -> ((RoomEvent.Message) event).text()).toList();
  }

  private static YodelClient open(String name, ChatListener listener) {
    return YodelClient.open(options(name), listener);
  }

  private static ChatOptions options(String name) {
    return ChatOptions.at(URI.create("ws://127.0.0.1:" + server.port() + "/ws")).withName(name);
  }

  private static RoomName roomOf(TestInfo test) {
    return new RoomName(test.getTestMethod().orElseThrow().getName());
  }
}
