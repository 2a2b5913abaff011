package dev.yodel.server.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.TypeConversionException;

class SizeConverterTest {

  private final SizeConverter.OfMemory memory = new SizeConverter.OfMemory();

  @Test
  void memoryMayBeMoreThanAnArray() {
    assertThat(memory.convert("4GiB")).isEqualTo(4L << 30);
    assertThat(memory.convert("8589934591GiB")).isEqualTo(8589934591L << 30);
    assertThat(memory.convert("137438953472")).isEqualTo(128L << 30);
    assertThat(memory.convert("0")).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"8589934592GiB", "-1", "1GB", "9999999999999999999", ""})
  void whatIsNoSizeIsRefusedWithAnExample(String value) {
    assertThatThrownBy(() -> memory.convert(value))
        .isInstanceOf(TypeConversionException.class)
        .hasMessage("\"" + value + "\" (expected: bytes, like 67108864, 64MiB or 4GiB)");
  }
}
