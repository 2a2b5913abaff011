package dev.yodel.server.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yodel.protocol.ClientMessage;
import dev.yodel.protocol.RoomEvent;
import dev.yodel.protocol.RoomName;
import dev.yodel.protocol.ServerMessage;
import dev.yodel.protocol.ServerMessage.Presence;
import dev.yodel.protocol.ServerMessage.Presence.Change;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** While load is shed what is not kept goes first: nobody misses a message for it. */
class SheddingTest {

  private static final RoomName DEN = new RoomName("Den");
  private static final Duration LATER = Duration.ofSeconds(4);

  private final Hall hall = Hall.open();
  private final Visitor listener = hall.joined(DEN);
  private final Visitor speaker = hall.joined(DEN);

  @AfterEach
  void end() {
    hall.close(List.of(listener, speaker), List.of());
  }

  private List<ServerMessage> heardOfTypingAndAPost() {
    listener.heard();
    speaker.say(new ClientMessage.Typing(DEN, true));
    speaker.post(DEN, "kept");
    return listener.heard();
  }

  @Test
  void typingIsForgottenAndMessagesAreNot() {
    assertThat(heardOfTypingAndAPost())
        .hasAtLeastOneElementOfType(ServerMessage.Typing.class)
        .hasAtLeastOneElementOfType(RoomEvent.Message.class);
    hall.pass(LATER);
    hall.shed(true);

    assertThat(heardOfTypingAndAPost()).hasExactlyElementsOfTypes(RoomEvent.Message.class);
  }

  @Test
  void whoCameMeanwhileIsToldAsANumberAfterwards() {
    listener.heard();
    hall.shed(true);
    Visitor third = hall.joined(DEN);
    hall.pass(LATER);
    assertThat(listener.heard()).isEmpty();

    hall.shed(false);
    hall.pass(LATER);

    assertThat(listener.heard()).containsExactly(new Presence(DEN, Change.COUNT, null, 3));
    third.hangUp();
  }
}
