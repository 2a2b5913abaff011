package dev.yodel.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LogTextTest {

  @ParameterizedTest
  @CsvSource({
    "/ws?token=secret, /ws",
    "/ws#token=secret, /ws",
    "http://user:secret@host/a?b, /a",
    "wss://host?token=secret, /",
    "/a://b, /a://b",
    "*, *",
    "/%41%00, /%41%00",
  })
  void ofATargetThePathIsSaid(String target, String said) {
    assertThat(LogText.path(target)).isEqualTo(said);
  }

  @Test
  void nothingBreaksTheLineOrTheQuotes() {
    assertThat(LogText.path("/\"\\ \n\u001b\u00e9")).isEqualTo("/\\x22\\x5c\\x20\\x0a\\x1b\\xe9");
  }

  @Test
  void whatIsLongIsCut() {
    assertThat(LogText.path("/" + "a".repeat(5000))).hasSize(LogText.MOST_PATH + 3).endsWith("...");
    assertThat(LogText.word("B".repeat(5000))).hasSize(LogText.MOST_WORD + 3);
  }
}
