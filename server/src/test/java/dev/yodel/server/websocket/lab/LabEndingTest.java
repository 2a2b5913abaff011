package dev.yodel.server.websocket.lab;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yodel.server.lab.Experiment;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.embedded.EmbeddedChannel;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LabEndingTest {

  @Test
  void nothingWaitsForAConnectionThatIsGone() {
    EmbeddedChannel channel = new EmbeddedChannel(new ChannelInboundHandlerAdapter());
    channel.freezeTime();
    LabEnding.of(
            Experiment.of(Map.of("reset", List.of("after:0"))),
            new HalfHandler(),
            Duration.ofSeconds(5))
        .begin(channel.pipeline().firstContext());
    assertThat(channel.runScheduledPendingTasks()).isPositive();
    channel.pipeline().close();
    assertThat(channel.runScheduledPendingTasks()).isEqualTo(-1);
  }
}
