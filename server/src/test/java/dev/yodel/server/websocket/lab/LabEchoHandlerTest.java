package dev.yodel.server.websocket.lab;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yodel.server.lab.Dice;
import dev.yodel.server.lab.Experiment;
import dev.yodel.server.websocket.ReadGate;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocket13FrameEncoder;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class LabEchoHandlerTest {

  @Test
  void aConnectionThatSaysNothingMoreReadsOn() {
    EmbeddedChannel channel = new EmbeddedChannel();
    channel.freezeTime();
    ReadGate gate = ReadGate.alone(channel);
    Experiment experiment = Experiment.of(Map.of("half", List.of("after:0")));
    HalfHandler half = new HalfHandler();
    channel
        .pipeline()
        .addLast(half, DripHandler.chopping(1), new WebSocket13FrameEncoder(false))
        .addLast(
            new LabEchoHandler(
                experiment,
                new Dice(1),
                gate,
                LabEnding.of(experiment, half, Duration.ofSeconds(5)),
                List.of("hi")));
    for (int message = 0; message < AnswerQueue.MOST_ANSWERS; message++) {
      channel.writeInbound(new TextWebSocketFrame("x"));
    }
    assertThat(gate.isOpen()).isFalse();
    for (int milli = 0; milli < 5; milli++) {
      channel.advanceTimeBy(1, TimeUnit.MILLISECONDS);
      channel.runPendingTasks();
    }
    assertThat(gate.isOpen()).isTrue();
    channel.finishAndReleaseAll();
  }
}
