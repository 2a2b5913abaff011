package dev.yodel.server.guard;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.embedded.EmbeddedChannel;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LoopLagTest {

  private final EmbeddedChannel channel = new EmbeddedChannel();
  private LoopLag lag;

  @BeforeEach
  void watch() {
    channel.freezeTime();
    lag = new LoopLag(channel.eventLoop());
  }

  @AfterEach
  void close() {
    channel.finishAndReleaseAll();
  }

  private void pass(long millis) {
    channel.advanceTimeBy(millis, TimeUnit.MILLISECONDS);
  }

  private void run(long millis) {
    pass(millis);
    channel.runScheduledPendingTasks();
  }

  private Duration seen() {
    return Duration.ofNanos(lag.nanos());
  }

  @Test
  void aLoopThatRunsWhatIsDueIsNotLate() {
    for (int i = 0; i < 5; i++) {
      run(100);
      assertThat(seen()).isZero();
    }
  }

  @Test
  void aLoopThatDoesNotComeToItIsLateAlreadyAndStaysSoUntilTheNextTime() {
    run(100);
    pass(350);
    assertThat(seen()).as("while it is late").hasMillis(250);
    channel.runScheduledPendingTasks();
    assertThat(seen()).as("until it was in time").hasMillis(250);
    run(100);
    assertThat(seen()).isZero();
  }
}
