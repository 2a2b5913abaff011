package dev.yodel.server.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yodel.protocol.ClientMessage;
import dev.yodel.protocol.ErrorCode;
import dev.yodel.protocol.RoomEvent;
import dev.yodel.protocol.RoomName;
import dev.yodel.protocol.ServerMessage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What happens to who posts faster than two a second. */
class RateTest {

  private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);
  private static final int IN_TIME =
      (int) (Hall.LIMITS.postsPerSecond() * (1 + LONGEST_WAIT.toSeconds()));

  @Test
  void postThatWouldWaitMoreThanFiveSecondsIsRefusedAndTheOthersAreLoggedInOrder() {
    Hall hall = Hall.open();
    Visitor hasty = hall.joined(RoomName.LOBBY);
    List<String> accepted = new ArrayList<>();
    for (int i = 0; i < IN_TIME; i++) {
      accepted.add(hasty.post(RoomName.LOBBY, "m" + i));
    }
    String refused = hasty.post(RoomName.LOBBY, "too much");

    List<ServerMessage> heard = new ArrayList<>(hasty.heard());
    List<ServerMessage.Failure> failures = only(heard, ServerMessage.Failure.class);
    assertThat(failures).hasSize(1);
    ServerMessage.Failure failure = failures.get(0);
    assertThat(failure.id()).isEqualTo(refused);
    assertThat(failure.code()).isEqualTo(ErrorCode.RATE_LIMITED);
    assertThat(failure.code().retryable()).isTrue();
    assertThat(failure.retryAfterMs()).isBetween(LONGEST_WAIT.toMillis() + 1, 6_000L);

    hall.pass(LONGEST_WAIT);
    heard.addAll(hasty.heard());
    assertThat(only(heard, ServerMessage.Ok.class))
        .extracting(ServerMessage.Ok::id)
        .containsExactlyElementsOf(accepted);
    assertThat(only(heard, RoomEvent.Message.class)).hasSize(IN_TIME);

    hall.pass(Duration.ofMillis(failure.retryAfterMs()));
    hasty.post(RoomName.LOBBY, "again");
    assertThat(hasty.heard(RoomEvent.Message.class)).hasSize(1);
    hall.close(List.of(hasty), List.of());
  }

  @Test
  void searchesTakeTheirShare() {
    Hall hall = Hall.open();
    Visitor curious = hall.joined(RoomName.LOBBY);
    for (int i = 0; i <= IN_TIME; i++) {
      curious.say(new ClientMessage.Search("s" + i, RoomName.LOBBY, "word", null, 1));
    }
    List<ServerMessage> heard = curious.heard();
    assertThat(only(heard, ServerMessage.Page.class)).hasSize(Hall.LIMITS.postsPerSecond());
    assertThat(only(heard, ServerMessage.Failure.class))
        .extracting(ServerMessage.Failure::code)
        .containsExactly(ErrorCode.RATE_LIMITED);
    hall.pass(LONGEST_WAIT);
    assertThat(curious.heard(ServerMessage.Page.class))
        .hasSize(IN_TIME - Hall.LIMITS.postsPerSecond());
    hall.close(List.of(curious), List.of());
  }

  private static <T extends ServerMessage> List<T> only(List<ServerMessage> all, Class<T> type) {
    return all.stream().filter(type::isInstance).map(type::cast).toList();
  }
}
