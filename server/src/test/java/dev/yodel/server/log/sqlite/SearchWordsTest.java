package dev.yodel.server.log.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SearchWordsTest {

  @Test
  void wordsAreWithoutCaseAndSharedAccents() {
    assertThat(SearchWords.in("Crème BRÛLÉE, straße 42"))
        .containsExactly("creme", "brulee", "strasse", "42");
  }

  @Test
  void finalSigmaIsTheSameLetter() {
    assertThat(SearchWords.in("ΟΔΟΣ")).isEqualTo(SearchWords.in("οδος"));
  }

  @Test
  void marksThatBelongToTheirScriptStay() {
    assertThat(SearchWords.in("हिन्दी में")).containsExactly("हिन्दी", "में");
    assertThat(SearchWords.in("ガ")).isNotEqualTo(SearchWords.in("カ"));
  }

  @Test
  void scriptsWithoutSpacesGiveOneWordACharacter() {
    assertThat(SearchWords.in("我在东京abc")).containsExactly("我", "在", "东", "京", "abc");
    assertThat(SearchWords.in("ภาษา")).containsExactly("ภ", "า", "ษ", "า");
  }

  @Test
  void hangulStaysWhole() {
    assertThat(SearchWords.in("한국어 채팅")).containsExactly("한국어", "채팅");
  }

  @Test
  void emojiAreWords() {
    assertThat(SearchWords.in("party🎉🎉!")).containsExactly("party", "🎉", "🎉");
  }

  @Test
  void nothingOfASearchIsSyntax() {
    assertThat(SearchWords.query("r1", "don't c++ \"x\" foo-bar NEAR( *"))
        .isEqualTo(
            "{room} : \"r1\" AND {text} : (\"don t\" * AND \"c\" * AND \"x\" * AND \"foo bar\" *"
                + " AND \"near\" *)");
  }

  @Test
  void aSearchWithoutWordsIsEmpty() {
    assertThat(SearchWords.query("r1", " ?! ")).isEmpty();
  }
}
