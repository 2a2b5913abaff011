package dev.yodel.server.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.yodel.protocol.ClientMessage;
import dev.yodel.protocol.Position;
import dev.yodel.protocol.RoomName;
import dev.yodel.protocol.RoomStart;
import dev.yodel.protocol.ServerMessage;
import dev.yodel.server.chat.Rooms;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** What follows when a client knows more of a room than the log does. */
class SilentRestoreTest {

  private static final RoomName DEN = new RoomName("Den");
  private static final RoomName LAIR = new RoomName("lair");
  private static final Position IMPOSSIBLE = new Position("epoch1", 1_000);

  private final Logger logger = (Logger) LoggerFactory.getLogger(Rooms.class);
  private final ListAppender<ILoggingEvent> logged = new ListAppender<>();
  private final Hall hall = Hall.open();
  private final Visitor here = hall.joined(DEN);
  private final Visitor elsewhere = hall.joined(LAIR);
  private final Visitor back = hall.connect();

  @BeforeEach
  void begin() {
    logged.start();
    logger.addAppender(logged);
    here.post(DEN, "one");
    here.heard();
    back.hello(null);
    back.heard();
  }

  @AfterEach
  void end() {
    logger.detachAppender(logged);
    hall.close(List.of(here, elsewhere, back), List.of());
  }

  private ServerMessage.Joined resumed(RoomName room, Position after) {
    back.say(new ClientMessage.Join("j", new RoomStart(room, after, 0)));
    List<ServerMessage> heard = back.heard();
    assertThat(heard).noneMatch(ServerMessage.Resync.class::isInstance);
    assertThat(heard).noneMatch(ServerMessage.Page.class::isInstance);
    return (ServerMessage.Joined) heard.get(0);
  }

  private long errors() {
    return logged.list.stream().filter(event -> event.getLevel() == Level.ERROR).count();
  }

  @Test
  void resumeBeyondTheHeadRenewsTheEpochForAll() {
    assertThat(hall.log().epoch()).isEqualTo("epoch1");

    ServerMessage.Joined joined = resumed(DEN, IMPOSSIBLE);

    assertThat(joined.recovered()).isFalse();
    assertThat(joined.span().epoch()).isEqualTo("epoch2");
    assertThat(hall.log().epoch()).isEqualTo("epoch2");
    List<ServerMessage.Resync> told = here.heard(ServerMessage.Resync.class);
    assertThat(told).hasSize(1);
    assertThat(told.get(0).room()).isEqualTo(DEN);
    assertThat(told.get(0).span()).isEqualTo(joined.span());
    assertThat(elsewhere.heard(ServerMessage.Resync.class))
        .extracting(resync -> resync.span().epoch())
        .containsExactly("epoch2");
    assertThat(errors()).isEqualTo(1);
  }

  @Test
  void positionOfAnotherEpochProvesNothing() {
    ServerMessage.Joined joined = resumed(DEN, new Position("of old", 1_000));

    assertThat(joined.recovered()).isFalse();
    assertThat(joined.span().epoch()).isEqualTo("epoch1");
    assertThat(here.heard(ServerMessage.Resync.class)).isEmpty();
    assertThat(errors()).isZero();
  }

  @Test
  void secondImpossiblePositionRenewsNothing() {
    resumed(DEN, IMPOSSIBLE);
    here.heard();

    ServerMessage.Joined joined = resumed(LAIR, new Position("epoch2", 1_000));

    assertThat(joined.recovered()).isFalse();
    assertThat(hall.log().epoch()).isEqualTo("epoch2");
    assertThat(here.heard(ServerMessage.Resync.class)).isEmpty();
    assertThat(errors()).isEqualTo(1);
  }
}
