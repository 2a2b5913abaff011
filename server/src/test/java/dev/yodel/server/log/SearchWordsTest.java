package dev.yodel.server.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
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
  void termsStandBetweenSpacesOrBetweenQuotationMarks() {
    assertThat(SearchTerms.of("don't c++ \"x\" foo-bar NEAR( *").phrases())
        .containsExactly(
            List.of("don", "t"),
            List.of("c"),
            List.of("x"),
            List.of("foo", "bar"),
            List.of("near"));
    assertThat(SearchTerms.of("say \"hello  there\"now").phrases())
        .containsExactly(List.of("say"), List.of("hello", "there"), List.of("now"));
    assertThat(SearchTerms.of("not \"closed here").phrases())
        .containsExactly(List.of("not"), List.of("closed", "here"));
  }

  @Test
  void searchWithoutWordsFindsNothing() {
    assertThat(SearchTerms.of(" ?! \"\" ").phrases()).isEmpty();
    assertThat(SearchTerms.of(" ?! ").match("anything ?!")).isFalse();
  }

  @Test
  void noMoreTermsThanTheLimitAreAskedFor() {
    assertThat(SearchTerms.of("a ".repeat(100)).phrases()).hasSize(SearchTerms.MAX_TERMS);
  }
}
