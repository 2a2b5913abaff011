package dev.yodel.server.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yodel.protocol.ClientMessage;
import dev.yodel.protocol.Limits;
import dev.yodel.protocol.Position;
import dev.yodel.protocol.Role;
import dev.yodel.protocol.RoomEvent;
import dev.yodel.protocol.RoomName;
import dev.yodel.protocol.RoomStart;
import dev.yodel.protocol.ServerMessage;
import dev.yodel.protocol.User;
import dev.yodel.protocol.UserName;
import dev.yodel.server.fanout.Fanout;
import dev.yodel.server.log.Draft;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A member that is 100,000 messages behind, while others go on posting. */
class FarBehindTest {

  private static final RoomName DEN = new RoomName("Den");
  private static final int MISSED = 100_000;
  private static final int LIVE = 40;
  private static final int MOMENT = 12;
  private static final Limits LIMITS = Limits.DEFAULT;

  private final Hall hall = Hall.open(LIMITS);
  private final Visitor poster = hall.connect();
  private final Visitor late = hall.connect();
  private final List<Long> live = new ArrayList<>();
  private final List<Long> seen = new ArrayList<>();
  private long last;
  private int pages;
  private long idle;

  private void fill() {
    User author = new User("u-past", new UserName("past"), Role.MEMBER);
    Draft.By by = new Draft.By(author.author(), author.role(), false);
    for (int i = 0; i < MISSED; i++) {
      Draft draft = new Draft(DEN, by, "m" + i, new Draft.Text("message " + i, null));
      hall.log().append(draft, receipt -> {});
    }
    hall.settle();
  }

  private void take(List<ServerMessage> told) {
    for (ServerMessage message : told) {
      if (message instanceof ServerMessage.Page page) {
        pages++;
        page.events().forEach(this::take);
      } else if (message instanceof RoomEvent event) {
        take(event);
      } else {
        assertThat(message).isNotInstanceOf(ServerMessage.Resync.class);
      }
    }
  }

  private void take(RoomEvent event) {
    assertThat(event.at().prev()).isEqualTo(last);
    last = event.at().seq();
    seen.add(last);
  }

  private void post(int number) {
    poster.post(DEN, "live " + number);
    poster.heard(RoomEvent.Message.class).forEach(own -> live.add(own.at().seq()));
  }

  private long held() {
    hall.settle();
    return hall.heldBytes() - idle;
  }

  /** Reads for a moment, which is about a page, and stops. */
  private void readALittle() {
    late.setWritable(true);
    for (int i = 0; i < MOMENT; i++) {
      hall.step();
    }
    late.setWritable(false);
    assertThat(held()).isLessThan(3L * LIMITS.pageBytes());
    take(late.heard());
  }

  @Test
  void catchesUpInPagesWhileOthersPostAndHoldsNoMoreThanAPageOrTwo() {
    fill();
    poster.hello(null, DEN);
    late.hello(null);
    assertThat(late.heard()).hasSize(1);
    poster.heard();
    idle = hall.heldBytes();
    late.setWritable(false);
    Position start = new Position(hall.log().epoch(), 0);
    late.say(new ClientMessage.Join("j", new RoomStart(DEN, start, 0)));
    for (int i = 0; i < LIVE / 2; i++) {
      post(i);
    }
    assertThat(held()).isLessThan(LIMITS.pageBytes());
    int rounds = 0;
    for (; seen.size() < MISSED; rounds++) {
      readALittle();
      if (live.size() < LIVE && rounds % 5 == 0) {
        post(live.size());
      }
    }
    assertThat(live).hasSize(LIVE);
    late.setWritable(true);
    take(late.heard());

    assertThat(seen).hasSize(MISSED + LIVE).endsWith(live.toArray(Long[]::new));
    assertThat(pages).isGreaterThanOrEqualTo(MISSED / Fanout.PAGE_EVENTS);
    assertThat(rounds).isGreaterThan(50);
    post(LIVE);
    take(late.heard());
    assertThat(seen).hasSize(MISSED + LIVE + 1);
    hall.close(List.of(poster, late), List.of());
  }
}
