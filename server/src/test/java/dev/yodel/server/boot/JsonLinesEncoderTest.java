package dev.yodel.server.boot;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import dev.yodel.protocol.JsonLine;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.slf4j.event.KeyValuePair;

class JsonLinesEncoderTest {

  private final Logger logger = new LoggerContext().getLogger("a.Logger");

  private LoggingEvent event(String pattern, @Nullable Throwable cause, Object... arguments) {
    LoggingEvent event = new LoggingEvent("caller", logger, Level.WARN, pattern, cause, arguments);
    event.setThreadName("loop-1");
    return event;
  }

  private static String line(LoggingEvent event) {
    return new String(new JsonLinesEncoder().encode(event), StandardCharsets.UTF_8);
  }

  private static Map<String, Object> fields(LoggingEvent event) {
    String line = line(event);
    assertThat(line).endsWith("}\n").hasLineCount(1);
    return JsonLine.read(line);
  }

  @Test
  void everyFactIsAMember() {
    Map<String, Object> fields =
        fields(
            event(
                "connection closed id={} code={} open={} by=peer reason=\"{}\"",
                null,
                "5e0f",
                1000,
                true,
                "in two words"));

    assertThat(fields)
        .containsEntry("level", "WARN")
        .containsEntry("logger", "a.Logger")
        .containsEntry("thread", "loop-1")
        .containsEntry("event", "connection closed")
        .containsEntry("id", "5e0f")
        .containsEntry("code", 1000L)
        .containsEntry("open", true)
        .containsEntry("by", "peer")
        .containsEntry("reason", "in two words");
    assertThat(fields.get("time")).asString().matches("\\d{4}-\\d\\d-\\d\\dT.*\\.\\d{3}Z");
  }

  @Test
  void whatIsNoFactStaysInTheWords() {
    assertThat(fields(event("page {}", null, "http://a/?b=c")))
        .containsEntry("event", "page http://a/?b=c")
        .doesNotContainKey("b");
    assertThat(fields(event("{} id={}", null, "tls broken", 7L)))
        .containsEntry("event", "tls broken")
        .containsEntry("id", 7L);
    assertThat(fields(event("a={} of {} things", null, 1))).containsEntry("event", "of {} things");
  }

  @Test
  void aValueMakesNoMember() {
    assertThat(fields(event("seen path=\"{}\"", null, "x\" level=\"NONE")))
        .containsEntry("path", "x\" level=\"NONE")
        .containsEntry("level", "WARN");
    assertThat(fields(event("seen level={} time={}", null, 1, 2))).containsEntry("level", "WARN");
  }

  @Test
  void pairsOfTheFluentKindAreMembers() {
    LoggingEvent event = event("seen", null);
    event.setKeyValuePairs(List.of(new KeyValuePair("count", 3), new KeyValuePair("who", "me")));

    assertThat(fields(event)).containsEntry("count", 3L).containsEntry("who", "me");
  }

  @Test
  void anExceptionIsOneMemberOnTheSameLine() {
    Map<String, Object> fields = fields(event("failed", new IllegalStateException("two\nlines")));

    assertThat(fields.get("exception")).asString().contains("two\nlines", "\tat ");
  }

  @Test
  void noControlReachesTheLine() {
    String line = line(event("seen what={}", null, "\0\n\r\t\u001b[2J\u007f\u0085\u2028\ud800."));

    assertThat(line.strip().chars().filter(Character::isISOControl)).isEmpty();
    assertThat(JsonLine.read(line))
        .containsEntry("what", "\0\n\r\t\u001b[2J\ufffd\ufffd\ufffd\ufffd.");
  }
}
