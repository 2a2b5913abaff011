package dev.yodel.server.boot;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TextLinesEncoderTest {

  private static final Instant WHEN = Instant.parse("2026-11-21T21:12:39.007Z");

  private final Logger logger = new LoggerContext().getLogger("a.Logger");
  private final TextLinesEncoder encoder = new TextLinesEncoder();

  private String line(
      Instant when, Level level, @Nullable String pattern, @Nullable Throwable cause) {
    LoggingEvent event =
        new LoggingEvent(
            "caller", logger, level, pattern, cause, new Object[] {"7\u001b[2J\u0085"});
    event.setInstant(when);
    return new String(encoder.encode(event), StandardCharsets.UTF_8);
  }

  @Test
  void saysWhenHowGraveAndWhatWithoutControlCharacters() {
    assertThat(line(WHEN, Level.INFO, "draining websockets={}\r\nand", null))
        .isEqualTo("2026-11-21T21:12:39.007Z INFO  draining websockets=7?[2J???and\n");
    assertThat(line(WHEN, Level.ERROR, null, null))
        .isEqualTo("2026-11-21T21:12:39.007Z ERROR null\n");
  }

  @Test
  void aTraceHasItsLinesAndNoOtherControlCharacters() {
    String[] lines =
        line(WHEN, Level.WARN, "failed", new IllegalStateException("bell\u0007")).split("\n", -1);

    assertThat(lines[0]).endsWith(" WARN  failed");
    assertThat(lines[1]).isEqualTo("java.lang.IllegalStateException: bell?");
    assertThat(lines[2]).startsWith("\tat ");
    assertThat(lines[lines.length - 1]).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1969-12-31T23:59:59.999Z",
        "2026-11-21T21:12:39.010Z",
        "2026-11-21T21:12:39.999Z",
        "2026-11-21T21:12:40.000Z",
        "2028-02-29T00:00:00.100Z"
      })
  void everyInstantIsWrittenAsItIs(String instant) {
    line(WHEN, Level.INFO, "a line before", null);
    assertThat(line(Instant.parse(instant), Level.INFO, "x", null))
        .isEqualTo(instant + " INFO  x\n");
    assertThat(line(Instant.parse(instant), Level.INFO, "x", null)).startsWith(instant);
  }
}
