package dev.yodel.server.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** What every log finds, and what none does: in any script, by words, beginnings and phrases. */
abstract class SearchContract extends LogBench {

  private static final String GERMAN = "Ich grüße dich";
  private static final String RUSSIAN = "ПРИВЕТ всем";
  private static final String CHINESE = "我在东京";
  private static final String HINDI = "नमस्ते दुनिया";
  private static final String HEBREW = "שלום";
  private static final String THAI = "ภาษาไทยง่าย";
  private static final String SIGNS = "don't c++ foo-bar";
  private static final String PARTY = "party🎉time";
  private static final String RABBIT = "Rabbit habit, café";

  private void finds(String search, String... texts) {
    assertThat(room.search(search)).as("search for %s", search).containsExactly(texts);
  }

  @Test
  void wordsAreFoundInAnyScriptAndNothingIsSyntax() {
    begin(KEEP_ALL);
    for (String text :
        List.of(GERMAN, RUSSIAN, CHINESE, HINDI, HEBREW, THAI, SIGNS, PARTY, RABBIT)) {
      room.post(text, text);
    }
    restart();
    finds("GRÜSSE", GERMAN);
    finds("grusse ich", GERMAN);
    finds("привет", RUSSIAN);
    finds("东京", CHINESE);
    finds("京东");
    finds("दुनिया", HINDI);
    finds("שלום", HEBREW);
    finds("ไทย", THAI);
    finds("don't", SIGNS);
    finds("foo-bar c++", SIGNS);
    finds("🎉", PARTY);
    for (String syntax : List.of("\"", "NEAR(", "text:", "*", "(", "^", "a OR", "-", "--", "'")) {
      assertThat(room.search(syntax)).as("search for %s", syntax).isEmpty();
    }
  }

  @Test
  void termIsTheBeginningOfAWordAndAQuotedOneIsAPhrase() {
    begin(KEEP_ALL);
    room.post("p1", RABBIT);
    room.post("p2", "habit only");
    restart();
    finds("rab", RABBIT);
    finds("abbit");
    finds("cafe", RABBIT);
    finds("habit rabbit", RABBIT);
    finds("\"habit rabbit\"");
    finds("\"rabbit hab\"", RABBIT);
    finds("rabbit-hab", RABBIT);
    finds("\"habit only\" hab", "habit only");
    finds("hab", RABBIT, "habit only");
    finds("hab nothing");
  }
}
