package dev.yodel.server.websocket.lab;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yodel.server.lab.Dice;
import dev.yodel.server.lab.Experiment;
import dev.yodel.server.websocket.ReadGate;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** However much one connection asks for at once, its loop has time for others in between. */
class AnswerTurnsTest {

  private static final int MANY = 20;
  private static final int HALF = AnswerTurns.MOST_BYTES / 2;

  private final EmbeddedChannel channel = new EmbeddedChannel();

  @BeforeEach
  void stopTime() {
    channel.freezeTime();
  }

  @AfterEach
  void close() {
    channel.finishAndReleaseAll();
  }

  @Test
  void oneLargeAnswerIsMadeInATurnHoweverSmallItLeaves() {
    open("size=2MiB", "compress=on");
    channel.writeInbound(texts(1, MANY));
    for (int answer = 1; answer <= MANY; answer++) {
      assertThat(channel.outboundMessages()).hasSize(answer);
      nextTurn();
    }
    assertThat(channel.outboundMessages()).hasSize(MANY);
  }

  @Test
  void smallAnswersWaitForNoTurn() {
    open("compress=on");
    channel.writeInbound(texts(1, MANY));
    assertThat(channel.outboundMessages()).hasSize(MANY);
  }

  @Test
  void answersThatWaitedLeaveInTheirOrderAndBeforeTheClose() {
    open("drop=0");
    channel.writeInbound(texts(HALF, 5));
    channel.writeInbound(new CloseWebSocketFrame());
    assertThat(channel.inboundMessages()).isEmpty();
    nextTurn();
    assertThat(channel.inboundMessages()).hasSize(1);
    StringBuilder letters = new StringBuilder();
    for (ByteBuf next = channel.readOutbound(); next != null; next = channel.readOutbound()) {
      letters.append((char) next.getByte(next.writerIndex() - 1));
      next.release();
    }
    assertThat(letters).hasToString("abcde");
  }

  @Test
  void whoeverAlreadyWaitsForATurnDoesNotReadMoreThanMayWait() {
    ReadGate gate = open("size=2MiB", "compress=on");
    channel.writeInbound(texts(1, AnswerQueue.MOST_ANSWERS));
    assertThat(gate.isOpen()).isTrue();
    channel.writeInbound(texts(1, 1));
    assertThat(gate.isOpen()).isFalse();
    nextTurn();
    assertThat(gate.isOpen()).isTrue();
  }

  @Test
  void nothingIsMadeForAConnectionThatIsGone() {
    open("size=2MiB", "compress=on");
    channel.writeInbound(texts(1, MANY));
    channel.close();
    nextTurn();
    assertThat(channel.outboundMessages()).hasSize(1);
  }

  private void nextTurn() {
    channel.advanceTimeBy(1, TimeUnit.MILLISECONDS);
    channel.runPendingTasks();
  }

  private static Object[] texts(int bytes, int count) {
    Object[] all = new Object[count];
    for (int number = 0; number < count; number++) {
      byte[] letters = new byte[bytes];
      Arrays.fill(letters, (byte) ('a' + number % 26));
      all[number] = new TextWebSocketFrame(Unpooled.wrappedBuffer(letters));
    }
    return all;
  }

  private ReadGate open(String... knobs) {
    Map<String, List<String>> parameters =
        Arrays.stream(knobs)
            .map(knob -> knob.split("=", 2))
            .collect(Collectors.toMap(pair -> pair[0], pair -> List.of(pair[1])));
    Experiment experiment = Experiment.of(parameters);
    ReadGate gate = ReadGate.alone(channel);
    LabEnding ending = LabEnding.of(experiment, new HalfHandler(), Duration.ofSeconds(5));
    channel
        .pipeline()
        .addLast(new LabEchoHandler(experiment, new Dice(1), gate, ending, List.of()));
    return gate;
  }
}
