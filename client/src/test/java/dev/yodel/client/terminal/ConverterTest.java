package dev.yodel.client.terminal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConverterTest {

  @ParameterizedTest
  @CsvSource({"250ms,PT0.25S", "1s,PT1S", "1.5,PT1.5S", "2m,PT2M", "1h,PT1H"})
  void durations(String written, Duration meant) {
    assertThat(new DurationConverter().convert(written)).isEqualTo(meant);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "0", "-1s", "1d", "25h", "1 s", "s", "99999999999"})
  void whatIsNotADuration(String written) {
    assertThatThrownBy(() -> new DurationConverter().convert(written))
        .hasMessageContaining("expected");
  }

  @ParameterizedTest
  @CsvSource({"1,1", "64KiB,65536", "1m,1048576", "16MiB,16777216"})
  void sizes(String written, int meant) {
    assertThat(new SizeConverter().convert(written)).isEqualTo(meant);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "0", "-1", "2048MiB", "1GiB2", "x"})
  void whatIsNotASize(String written) {
    assertThatThrownBy(() -> new SizeConverter().convert(written)).hasMessageContaining("expected");
  }

  @Test
  void formsReadWhatTheyWrite() {
    byte[] bytes = {0, -1, 72};
    for (Form form : Form.values()) {
      assertThat(form.decode(form.encode(bytes))).isEqualTo(bytes);
    }
  }
}
