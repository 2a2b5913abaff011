package dev.yodel.server.rooms;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yodel.protocol.ClientMessage;
import dev.yodel.protocol.RoomEvent;
import dev.yodel.protocol.RoomName;
import dev.yodel.protocol.ServerMessage;
import dev.yodel.server.boot.GuardConfig;
import dev.yodel.server.boot.Server;
import dev.yodel.server.boot.ServerConfig;
import dev.yodel.server.guard.ShedMarks;
import dev.yodel.server.websocket.RawPeer;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.io.IOException;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** What members of a room are told while memory is short. */
class SheddingChatIT {

  private static final int ROOM = 64 << 20;
  private static final String ALP = "alp";
  private static final Pattern MEMORY = Pattern.compile("\nyodel_direct_memory_bytes ([0-9.E]+)");

  private static long memory() throws IOException {
    try (Server server = Server.start(ServerConfig.defaults().withPort(0))) {
      Matcher found = MEMORY.matcher(RawPeer.metrics(server.port()));
      assertThat(found.find()).isTrue();
      return (long) Double.parseDouble(found.group(1));
    }
  }

  private static void awaitShedding(Server server, boolean on) {
    String gauge = "yodel_shedding " + (on ? "1.0" : "0.0");
    Awaitility.await()
        .untilAsserted(() -> assertThat(RawPeer.metrics(server.port())).contains(gauge));
  }

  private static Chatter member(Server server, String name) throws Exception {
    Chatter chatter = Chatter.named(server.port(), name);
    chatter.join(ALP);
    return chatter;
  }

  /** What a listener hears first of somebody who types and then posts. */
  private static Class<?> firstOf(Chatter speaker, Chatter listener) throws Exception {
    speaker.say(new ClientMessage.Typing(new RoomName(ALP), true));
    speaker.posted(ALP, "p", "word");
    ServerMessage first = listener.hear();
    if (first instanceof ServerMessage.Typing) {
      listener.await(RoomEvent.Message.class);
    }
    return first.getClass();
  }

  @Test
  void theyAreToldWhatIsKeptAlone() throws Exception {
    ShedMarks marks = new ShedMarks(memory() + ROOM, Duration.ofMinutes(1));
    ByteBuf load = ByteBufAllocator.DEFAULT.directBuffer(1);
    try (Server server =
            Server.start(
                ServerConfig.defaults().withPort(0).with(GuardConfig.defaults().with(marks)));
        Chatter listener = member(server, "bob");
        Chatter before = member(server, "ann");
        Chatter meanwhile = member(server, "cid");
        Chatter after = member(server, "dan")) {
      assertThat(firstOf(before, listener)).isEqualTo(ServerMessage.Typing.class);
      load.release();
      load = ByteBufAllocator.DEFAULT.directBuffer(2 * ROOM);
      awaitShedding(server, true);
      assertThat(firstOf(meanwhile, listener)).isEqualTo(RoomEvent.Message.class);
      load.release();
      load = ByteBufAllocator.DEFAULT.directBuffer(1);
      awaitShedding(server, false);
      assertThat(firstOf(after, listener)).isEqualTo(ServerMessage.Typing.class);
    } finally {
      load.release();
    }
  }
}
