package dev.yodel.server.boot;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class RehearseCommandIT {

  @Test
  void rehearsalServesItselfAndEnds() {
    assertThat(ServerCommand.line(Map.of()).execute("rehearse")).isZero();
  }
}
