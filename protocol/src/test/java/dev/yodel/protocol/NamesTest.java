package dev.yodel.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NamesTest {

  @ParameterizedTest
  @ValueSource(strings = {"lobby", "A", "büro", "a.b-c_d", "你好", "٣", "ﬁ"})
  void roomNameOfLettersAndDigits(String name) {
    assertThat(new RoomName(name).value()).isEqualTo(name);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "a b", "a/b", "a\u202eb", "a\u0000", "😀", "\ud800", "a\n"})
  void roomNameOfAnythingElseIsRefused(String name) {
    assertThatThrownBy(() -> new RoomName(name)).isInstanceOf(InvalidValueException.class);
  }

  @Test
  void longestNamesAreCountedInCodePoints() {
    assertThat(new RoomName("𝒶".repeat(64)).value()).hasSize(128);
    assertThatThrownBy(() -> new RoomName("𝒶".repeat(65)))
        .isInstanceOf(InvalidValueException.class);
    assertThat(new UserName("𝒶".repeat(32)).value()).hasSize(64);
    assertThatThrownBy(() -> new UserName("a".repeat(33)))
        .isInstanceOf(InvalidValueException.class);
  }

  @ParameterizedTest
  @CsvSource({"Ann,ANN", "ΟΔΟΣ,οδος", "ΟΔΟΣ,οδοσ", "straße,STRASSE", "e\u0301a,ÉA", "ǰ,ǰ"})
  void spellingsOfOneNameShareTheirKey(String one, String other) {
    assertThat(new UserName(one).key()).isEqualTo(new UserName(other).key());
  }

  @Test
  void nameIsKeptInNormalFormC() {
    assertThat(new UserName("e\u0301").value()).isEqualTo("é");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {" a", "a ", "a  b", "\u0301a", "a\tb", "a\u200bb", "a\u2066b", "<b>", "a,b"})
  void userNameThatMisleadsIsRefused(String name) {
    assertThatThrownBy(() -> new UserName(name)).isInstanceOf(InvalidValueException.class);
  }

  @Test
  void plainPrefixIsKnownInAnySpelling() {
    assertThat(new UserName("GUEST-abc").isPlain()).isTrue();
    assertThat(new UserName("guest").isPlain()).isFalse();
  }
}
