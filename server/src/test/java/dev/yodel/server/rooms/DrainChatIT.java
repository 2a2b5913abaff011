package dev.yodel.server.rooms;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yodel.protocol.MessageCodec;
import dev.yodel.protocol.ServerMessage;
import dev.yodel.server.boot.Server;
import dev.yodel.server.boot.ServerConfig;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What a server that stops says to whom. */
class DrainChatIT {

  private static final int MANY = 20;
  private static final Duration WINDOW = Duration.ofSeconds(10);
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @Test
  void eachIsToldWhenToComeBackAndNotAllAtOnce() throws Exception {
    Server server =
        Server.start(
            ServerConfig.defaults()
                .withPort(0)
                .with(new ServerConfig.Timeouts(PATIENCE, PATIENCE, PATIENCE, PATIENCE, WINDOW)));
    List<Chatter> chatters = new ArrayList<>();
    for (int i = 0; i < MANY; i++) {
      chatters.add(Chatter.named(server.port(), "ann" + i));
    }
    String chat = "ws://127.0.0.1:" + server.port() + "/ws";
    Talker silent = Talker.connect(URI.create(chat), MessageCodec.SUBPROTOCOL);
    Talker plain = Talker.connect(URI.create(chat), "");

    CompletableFuture<Void> stopped = CompletableFuture.runAsync(server::close);

    Set<Long> delays = new HashSet<>();
    for (Chatter chatter : chatters) {
      long delay = chatter.hear(ServerMessage.GoAway.class).retryAfterMs();
      assertThat(delay).isBetween(0L, WINDOW.toMillis());
      delays.add(delay);
      assertThat(chatter.closeCode()).isEqualTo(4200);
    }
    assertThat(delays).hasSizeGreaterThan(MANY / 2);
    assertThat(silent.closeCode()).as("who has not said hello").isEqualTo(4200);
    assertThat(plain.closeCode()).isEqualTo(1001);
    stopped.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
  }
}
