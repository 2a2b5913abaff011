package dev.yodel.server.rooms;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yodel.protocol.ClientMessage;
import dev.yodel.protocol.ErrorCode;
import dev.yodel.protocol.Position;
import dev.yodel.protocol.RoomEvent;
import dev.yodel.protocol.RoomName;
import dev.yodel.protocol.RoomStart;
import dev.yodel.protocol.ServerMessage;
import dev.yodel.protocol.UserName;
import dev.yodel.server.boot.Server;
import dev.yodel.server.boot.ServerConfig;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** JSON clients in rooms, through the JDK's own WebSocket client. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ChatIT {

  private Server server;

  @BeforeAll
  void start() throws Exception {
    server = Server.start(ServerConfig.defaults().withPort(0));
  }

  @AfterAll
  void stop() {
    server.close();
  }

  private Chatter named(String name) throws Exception {
    return Chatter.named(server.port(), name);
  }

  @Test
  void postIsAcknowledgedAndShownToAllInOrder() throws Exception {
    try (Chatter ann = named("Ann");
        Chatter bob = named("Bob")) {
      ann.join("order");
      assertThat(bob.join("Order").room()).isEqualTo(new RoomName("order"));
      ann.post("order", "p1", "one");
      RoomEvent.Message shown = null;
      ServerMessage.Ok ok = null;
      for (int i = 0; i < 2; i++) {
        ServerMessage heard = ann.hear();
        ok = heard instanceof ServerMessage.Ok o ? o : ok;
        shown = heard instanceof RoomEvent.Message m ? m : shown;
      }
      assertThat(ok.receipt().seq()).isEqualTo(shown.at().seq());
      assertThat(bob.hear(RoomEvent.Message.class)).isEqualTo(shown);
      bob.post("order", "p2", "two");
      RoomEvent.Message next = ann.hear(RoomEvent.Message.class);
      assertThat(next.at().prev()).isEqualTo(shown.at().seq());
      assertThat(next.at().from().name()).isEqualTo("Bob");
    }
  }

  @Test
  void samePostTwiceIsStoredOnce() throws Exception {
    try (Chatter ann = named("Twice")) {
      ann.join("twice");
      long seq = ann.posted("twice", "p1", "one");
      ann.post("twice", "p1", "one");
      ServerMessage.Receipt again = ann.await(ServerMessage.Ok.class).receipt();
      assertThat(again.duplicate()).isTrue();
      assertThat(again.seq()).isEqualTo(seq);
    }
  }

  @Test
  void returningUserKeepsItsIdAndSeesWhatItMissed() throws Exception {
    RoomName room = new RoomName("resume");
    try (Chatter bob = named("Bob R")) {
      bob.join("resume");
      ServerMessage.Welcome before;
      ServerMessage.Joined joined;
      try (Chatter ann = Chatter.connect(server.port())) {
        before = ann.hello("Ann R", null);
        joined = ann.join("resume");
      }
      bob.post("resume", "p1", "missed");
      bob.hear();
      bob.hear();
      try (Chatter ann = Chatter.connect(server.port())) {
        Position at = new Position(joined.span().epoch(), joined.span().head());
        ServerMessage.Welcome back =
            ann.hello("Ann R", before.resume(), new RoomStart(room, at, 0));
        assertThat(back.user()).isEqualTo(before.user());
        ServerMessage.Joined again = ann.hear(ServerMessage.Joined.class);
        assertThat(again.recovered()).isTrue();
        ServerMessage.Page page = ann.hear(ServerMessage.Page.class);
        assertThat(page.events()).hasSize(1);
        assertThat(((RoomEvent.Message) page.events().get(0)).text()).isEqualTo("missed");
        assertThat(ann.hear(ServerMessage.Live.class).seq()).isEqualTo(again.span().head());
      }
    }
  }

  @Test
  void nameIsHeldByOneUserInAnySpelling() throws Exception {
    try (Chatter one = named("Straße");
        Chatter other = Chatter.connect(server.port())) {
      other.say(new ClientMessage.Hello("h", new UserName("STRASSE"), null, null, List.of()));
      assertThat(other.hear(ServerMessage.Failure.class).code()).isEqualTo(ErrorCode.NAME_TAKEN);
      assertThat(other.hello("Gasse", null).user().name().value()).isEqualTo("Gasse");
      other.say(new ClientMessage.Rename("n", new UserName("strasse")));
      assertThat(other.hear(ServerMessage.Failure.class).code()).isEqualTo(ErrorCode.NAME_TAKEN);
      assertThat(one).isNotNull();
    }
  }

  @Test
  void directReachesEveryConnectionOfAUserOnce() throws Exception {
    try (Chatter ann = named("Ann D");
        Chatter bob = Chatter.connect(server.port());
        Chatter tab = Chatter.connect(server.port())) {
      ServerMessage.Welcome welcome = bob.hello("Bob D", null);
      assertThat(tab.hello("Bob D", welcome.resume()).user()).isEqualTo(welcome.user());
      ann.say(new ClientMessage.Direct("d1", "bob d", "p1", "psst"));
      assertThat(ann.hear(ServerMessage.Ok.class).delivered()).isTrue();
      ann.say(new ClientMessage.Direct("d2", welcome.user().id(), "p1", "psst"));
      ann.hear(ServerMessage.Ok.class);
      ann.say(new ClientMessage.Direct("d3", welcome.user().id(), "p2", "more"));
      ann.hear(ServerMessage.Ok.class);
      for (Chatter end : List.of(bob, tab)) {
        assertThat(end.hear(ServerMessage.Direct.class).text()).isEqualTo("psst");
        assertThat(end.hear(ServerMessage.Direct.class).text()).isEqualTo("more");
      }
      ann.say(new ClientMessage.Direct("d4", "nobody", "p3", "psst"));
      assertThat(ann.hear(ServerMessage.Failure.class).code()).isEqualTo(ErrorCode.NOT_ONLINE);
    }
  }

  @Test
  void plainAndJsonClientsTalkToEachOther() throws Exception {
    try (Chatter ann = named("Ann P");
        Talker plain =
            Talker.connect(URI.create("ws://127.0.0.1:" + server.port() + "/ws?room=mixed"), "")) {
      ann.join("mixed");
      plain.say("hello from plain");
      assertThat(plain.hear()).isEqualTo("hello from plain");
      RoomEvent.Message heard = ann.hear(RoomEvent.Message.class);
      assertThat(heard.text()).isEqualTo("hello from plain");
      assertThat(heard.at().from().name()).matches("guest-[a-z2-7]{8}");
      ann.post("mixed", "p1", "hello from JSON");
      assertThat(plain.hear()).isEqualTo("Ann P: hello from JSON");
    }
  }

  @Test
  void presenceTypingAndReadMarkersReachWhomTheyAreFor() throws Exception {
    RoomName room = new RoomName("presence");
    try (Chatter ann = Chatter.connect(server.port());
        Chatter tab = Chatter.connect(server.port())) {
      ServerMessage.Welcome welcome = ann.hello("Ann T", null);
      tab.hello("Ann T", welcome.resume());
      ann.join("presence");
      try (Chatter bob = named("Bob T")) {
        assertThat(bob.join("presence").count()).isEqualTo(2);
        assertThat(ann.presence().event()).isEqualTo(ServerMessage.Presence.Change.JOIN);
        bob.say(new ClientMessage.Typing(room, true));
        assertThat(ann.hear(ServerMessage.Typing.class).from().name()).isEqualTo("Bob T");
        bob.say(new ClientMessage.Rename("n", new UserName("Robert")));
        assertThat(ann.presence().user().name()).isEqualTo("Robert");
        ann.say(new ClientMessage.Read(room, 7));
        assertThat(tab.hear(ServerMessage.Read.class).seq()).isEqualTo(7);
      }
      ServerMessage.Presence left = ann.presence();
      assertThat(left.event()).isEqualTo(ServerMessage.Presence.Change.LEAVE);
      assertThat(left.count()).isEqualTo(1);
    }
  }

  @Test
  void whatIsNoRequestIsAnsweredAndTheConnectionLivesOn() throws Exception {
    try (Chatter ann = named("Ann E")) {
      ann.sayRaw("no json");
      assertThat(ann.hear(ServerMessage.Failure.class).code()).isEqualTo(ErrorCode.BAD_REQUEST);
      ann.sayRaw("{\"type\":\"dance\",\"id\":\"x\"}");
      ServerMessage.Failure unknown = ann.hear(ServerMessage.Failure.class);
      assertThat(unknown.code()).isEqualTo(ErrorCode.UNKNOWN_TYPE);
      assertThat(unknown.id()).isEqualTo("x");
      ann.post("nowhere", "p", "text");
      assertThat(ann.hear(ServerMessage.Failure.class).code()).isEqualTo(ErrorCode.NOT_JOINED);
      ann.say(new ClientMessage.Ping("alive"));
      assertThat(ann.hear(ServerMessage.Pong.class).id()).isEqualTo("alive");
    }
  }

  @Test
  void firstMessageMustBeHello() throws Exception {
    try (Chatter ann = Chatter.connect(server.port())) {
      ann.say(new ClientMessage.Ping("early"));
      assertThat(ann.hear(ServerMessage.Failure.class).code()).isEqualTo(ErrorCode.BAD_REQUEST);
      assertThat(ann.closeCode()).isEqualTo(4000);
    }
  }

  @Test
  void forgedResumeTokenIsRefused() throws Exception {
    try (Chatter ann = Chatter.connect(server.port())) {
      ann.say(new ClientMessage.Hello("h", null, "y1.Zm9v.YmFy", null, List.of()));
      assertThat(ann.hear(ServerMessage.Failure.class).code()).isEqualTo(ErrorCode.UNAUTHORIZED);
      assertThat(ann.closeCode()).isEqualTo(4001);
    }
  }
}
