package dev.yodel.client.terminal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LabQueryTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "ws://h/echo|close=4001,after=3|ws://h/echo?close=4001&after=3",
        "ws://h/echo?seed=7|drop=0.1|ws://h/echo?seed=7&drop=0.1",
        "ws://h/echo|header=X-A:a,b,retry-after=5|ws://h/echo?header=X-A%3Aa%2Cb&retry-after=5",
        "ws://h/echo|prefix=a b&c|ws://h/echo?prefix=a%20b%26c",
        "ws://h/echo|hello=|ws://h/echo?hello=",
      })
  void knobsBecomeAQuery(String url, String option, String expected) {
    assertThat(LabQuery.of(url, List.of(option))).isEqualTo(expected);
  }

  @Test
  void optionsAddUp() {
    assertThat(LabQuery.of("ws://h/echo", List.of("upper=1", "seed=7")))
        .isEqualTo("ws://h/echo?upper=1&seed=7");
    assertThat(LabQuery.of("ws://h/echo", List.of())).isEqualTo("ws://h/echo");
  }

  @ParameterizedTest
  @ValueSource(strings = {"close", "=1", ""})
  void whatIsNoKnobIsWrongUsage(String option) {
    assertThatThrownBy(() -> LabQuery.of("ws://h/echo", List.of(option)))
        .hasMessage("--lab: \"" + option + "\" (expected: KNOB=VALUE, such as close=4001)");
  }
}
