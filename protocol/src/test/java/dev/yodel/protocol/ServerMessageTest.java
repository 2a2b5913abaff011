package dev.yodel.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a server says that knows more than this client, or less. */
class ServerMessageTest {

  private final MessageCodec codec = new MessageCodec(Limits.DEFAULT);

  private ServerMessage read(String text) throws BadMessageException {
    return codec.readServer(text.getBytes(UTF_8));
  }

  private BadMessageException refused(String text) {
    return catchThrowableOfType(BadMessageException.class, () -> read(text));
  }

  @Test
  void whatIsNoEventIsLeftOutOfAPage() throws Exception {
    String page =
        "{\"type\":\"page\",\"room\":\"a\",\"epoch\":\"e\",\"events\":["
            + "{\"type\":\"pinned\",\"room\":\"a\",\"seq\":6},"
            + "{\"type\":\"deleted\",\"room\":\"a\",\"seq\":7,\"prev\":6,\"postId\":\"p\","
            + "\"time\":\"2026-01-01T00:00:00.000Z\",\"from\":{\"id\":\"u\",\"name\":\"U\"},"
            + "\"target\":5}],\"more\":{\"before\":false,\"after\":false}}";
    assertThat(((ServerMessage.Page) read(page)).events())
        .extracting(event -> event.at().seq())
        .containsExactly(7L);
  }

  @Test
  void eventOfAnUnknownTypeKeepsItsNameAndItsPlace() throws Exception {
    String pinned =
        "{\"type\":\"pinned\",\"room\":\"a\",\"seq\":7,\"prev\":6,\"time\":"
            + "\"2026-01-01T00:00:00.000Z\",\"from\":{\"id\":\"u\",\"name\":\"U\"},"
            + "\"postId\":\"p\",\"target\":5}";
    ServerMessage event = read(pinned);
    assertThat(event)
        .isInstanceOfSatisfying(
            RoomEvent.Other.class,
            other -> {
              assertThat(other.type()).isEqualTo("pinned");
              assertThat(other.at().seq()).isEqualTo(7);
              assertThat(other.at().prev()).isEqualTo(6);
            });
    assertThat(codec.readServer(codec.write(event))).isEqualTo(event);
  }

  @ParameterizedTest
  @ValueSource(strings = {"JOIN", "nap", ""})
  void presenceOfAnotherKindIsRefusedWithWhatWasExpected(String event) {
    String presence =
        "{\"type\":\"presence\",\"room\":\"a\",\"event\":\"" + event + "\",\"count\":1}";
    assertThat(refused(presence))
        .hasMessage("event: \"" + event + "\" (expected: join, leave, rename or count)");
  }

  @Test
  void typingThatIsNeitherActiveNorDoneIsRefused() {
    String typing =
        "{\"type\":\"typing\",\"room\":\"a\",\"from\":{\"id\":\"u\",\"name\":\"U\"},"
            + "\"state\":\"paused\"}";
    assertThat(refused(typing)).hasMessage("state: \"paused\" (expected: \"active\" or \"done\")");
  }
}
