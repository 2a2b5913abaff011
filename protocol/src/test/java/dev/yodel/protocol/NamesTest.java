package dev.yodel.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Collectors;
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

  /** The rule as it stands in the specification, without a shorter way for what most names are. */
  @Test
  void keyOfAnyNameIsThatOfTheRule() {
    Random random = new Random(7);
    for (int i = 0; i < 10_000; i++) {
      int end = List.of(0x80, 0x100, 0x300, 0x350, 0x2000).get(i % 5);
      String name =
          random
              .ints(1 + random.nextInt(6), 0, end)
              .mapToObj(Character::toString)
              .collect(Collectors.joining());
      String nfc = Normalizer.normalize(name, Normalizer.Form.NFC);
      assertThat(Characters.nfc(name)).isEqualTo(nfc);
      String lower = nfc.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
      assertThat(Characters.key(name)).isEqualTo(Normalizer.normalize(lower, Normalizer.Form.NFC));
    }
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

  /** Letters and marks for which nothing is shown: Default_Ignorable_Code_Point of Unicode. */
  @ParameterizedTest
  @ValueSource(
      ints = {
        0x34f, 0x115f, 0x1160, 0x17b4, 0x17b5, 0x180b, 0x180d, 0x180e, 0x180f, 0x2061, 0x3164,
        0xfe00, 0xfe0f, 0xffa0, 0xe0100, 0xe01ef
      })
  void nameWithAnInvisibleCharacterIsRefused(int invisible) {
    String name = "Ann" + Character.toString(invisible);
    String shown = String.format("\"Ann\\u{%x}\" (expected: ", invisible);
    assertThatThrownBy(() -> new UserName(name)).hasMessageStartingWith("name: " + shown);
    assertThatThrownBy(() -> new RoomName(name)).hasMessageStartingWith("room: " + shown);
    assertThatThrownBy(() -> new UserName(Character.toString(invisible)))
        .isInstanceOf(InvalidValueException.class);
  }

  @ParameterizedTest
  @ValueSource(
      ints = {0x34e, 0x350, 0x115e, 0x1161, 0x17b3, 0x17b6, 0x1820, 0xfe20, 0xff9f, 0xffa1})
  void itsVisibleNeighboursAreTaken(int visible) {
    assertThat(new UserName("Ann" + Character.toString(visible)).value()).startsWith("An");
  }

  @Test
  void namesThatAreKeptAreKnownInAnySpelling() {
    assertThat(new UserName("GUEST-abc").isKept()).isTrue();
    assertThat(new UserName("guest").isKept()).isFalse();
    assertThat(new UserName("U-abcdefgh234567zz").isKept()).isTrue();
    assertThat(new UserName("u-abcdefgh234567z").isKept()).isFalse();
    assertThat(new UserName("u-abcdefgh234567zzz").isKept()).isFalse();
    assertThat(new UserName("u-abcdefgh23456018").isKept()).isFalse();
  }
}
