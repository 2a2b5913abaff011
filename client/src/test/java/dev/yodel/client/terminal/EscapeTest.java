package dev.yodel.client.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yodel.protocol.JsonLine;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EscapeTest {

  @Test
  void harmlessTextIsTheSameText() {
    String text = "plain\tünïcödé ☃ 👩\u200d🚀 ❤\ufe0f 葛\udb40\udd00 \u1820\u180b \ufffd";
    assertThat(Escape.line(text)).isSameAs(text);
  }

  @Test
  void controlCharactersAreSpelledOut() {
    assertThat(Escape.line("a\33[2Jb\7\0\r\n\177\u009b"))
        .isEqualTo("a\\x1b[2Jb\\x07\\x00\\r\\n\\x7f\\x9b");
  }

  @Test
  void charactersThatDeceiveTheEyeAreSpelledOut() {
    assertThat(Escape.line("\u202eevil\u2028\u200b\ufeff\ud800!"))
        .isEqualTo("\\u202eevil\\u2028\\u200b\\ufeff\\ud800!");
  }

  @Test
  void joinersAndTagsThatNobodySeesAreSpelledOut() {
    assertThat(
            Escape.line(
                "ab\u200dc\u200cd 👩\u200d\u200d👩 👩\u200d \u200d👩 \udb40\udc41\ufe0f\u200da"))
        .isEqualTo(
            "ab\\u200dc\\u200cd 👩\\u200d\\u200d👩 👩\\u200d \\u200d👩 \\ue0041\ufe0f\\u200da");
    String family = "👩\ud83c\udffd\u200d🚀 🏳\ufe0f\u200d🌈 ❤\ufe0f\u200d🔥";
    assertThat(Escape.line(family)).isSameAs(family);
    assertThat(Escape.json(Map.of("a", "👩\u200d🚀"))).isEqualTo("{\"a\":\"👩\\u200d🚀\"}");
  }

  @Test
  void lettersThatShowNothingAreSpelledOut() {
    assertThat(Escape.line("a\u3164b\uffa0\u115f\u1160\u034f"))
        .isEqualTo("a\\u3164b\\uffa0\\u115f\\u1160\\u034f");
  }

  @Test
  void linesKeepTheirBreaks() {
    assertThat(Escape.lines("a\33\nb\r\nc")).isEqualTo("a\\x1b\nb\nc");
  }

  @Test
  void objectIsSafeAndReadsTheSame() {
    Map<String, String> fields = Map.of("text", "a\33\"\u009b\177\u202e\u2028\ud834\udd73\t");
    String line = Escape.json(fields);
    assertThat(line)
        .isEqualToIgnoringCase(
            "{\"text\":\"a\\u001b\\\"\\u009b\\u007f\\u202e\\u2028\\ud834\\udd73\\t\"}");
    assertThat(JsonLine.read(line)).isEqualTo(fields);
  }
}
