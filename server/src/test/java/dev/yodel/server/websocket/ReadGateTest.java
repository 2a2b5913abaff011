package dev.yodel.server.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yodel.server.websocket.ReadGate.Reason;
import io.netty.channel.embedded.EmbeddedChannel;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ReadGateTest {

  private final EmbeddedChannel channel = new EmbeddedChannel();
  private final ReadGate gate = ReadGate.alone(channel);

  @AfterEach
  void close() {
    channel.finishAndReleaseAll();
  }

  private boolean reads() {
    assertThat(channel.config().isAutoRead()).isEqualTo(gate.isOpen());
    return gate.isOpen();
  }

  @Test
  void itIsReadWhenTheLastReasonIsGone() {
    gate.set(Reason.RATE, true);
    gate.set(Reason.UNWRITABLE, true);
    assertThat(reads()).isFalse();
    gate.set(Reason.RATE, false);
    assertThat(reads()).isFalse();
    gate.set(Reason.UNWRITABLE, false);
    assertThat(reads()).isTrue();
  }

  @Test
  void thePeersEndIsAwaitedWhateverTheReasonsAgainstIt() {
    gate.set(Reason.UNWRITABLE, true);
    gate.end();
    assertThat(reads()).isTrue();
    gate.set(Reason.BUDGET, true);
    assertThat(reads()).isTrue();
    gate.set(Reason.HELD, true);
    assertThat(reads()).as("more than was passed on").isFalse();
    gate.set(Reason.HELD, false);
    assertThat(reads()).isTrue();
  }

  @Test
  void aFloodIsHeldToItsLimitsToTheEnd() {
    gate.set(Reason.FLOOD, true);
    gate.end();
    assertThat(reads()).isFalse();
    gate.set(Reason.FLOOD, false);
    assertThat(reads()).isTrue();
    gate.set(Reason.FLOOD, true);
    assertThat(reads()).isFalse();
  }
}
