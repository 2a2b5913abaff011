package dev.yodel.client.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yodel.client.terminal.YodelProcess.Result;
import org.junit.jupiter.api.Test;

class RehearseCommandIT {

  @Test
  void rehearsalHearsItsOwnEchoAndIsNotInTheHelp() throws Exception {
    Result result = YodelProcess.run("", "rehearse");
    assertThat(result.code()).isZero();
    assertThat(result.out()).startsWith("hi\n").contains("conformance").doesNotContain("rehearse");
  }
}
