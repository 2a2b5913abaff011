package dev.yodel.reliability;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every input that fuzzing began with, and every one that it found, in every build. */
class FuzzInputsTest {

  @ParameterizedTest
  @EnumSource
  void noInputBreaksItsTarget(Fuzzed fuzzed) throws IOException {
    assertThat(fuzzed.inputs()).isNotEmpty();
    for (Path input : fuzzed.inputs()) {
      try {
        fuzzed.run.accept(Files.readAllBytes(input));
      } catch (RuntimeException | AssertionError e) {
        throw new AssertionError(input.toString(), e);
      }
    }
  }
}
