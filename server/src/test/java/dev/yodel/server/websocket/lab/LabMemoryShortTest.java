package dev.yodel.server.websocket.lab;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yodel.server.lab.Dice;
import dev.yodel.server.lab.Experiment;
import dev.yodel.server.websocket.ReadGate;
import dev.yodel.server.websocket.frame.MemoryShort;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.util.ReferenceCountUtil;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** While memory is short no answers wait for longer than from one event to the next. */
class LabMemoryShortTest {

  private static final int LEAST = MemoryShort.LEAST_BYTES;

  private final EmbeddedChannel channel = new EmbeddedChannel();

  @BeforeEach
  void open() {
    channel.freezeTime();
    Experiment experiment = Experiment.of(Map.of("rate", List.of("1/m")));
    LabEnding ending = LabEnding.of(experiment, new HalfHandler(), Duration.ofSeconds(5));
    ReadGate gate = ReadGate.alone(channel);
    channel
        .pipeline()
        .addLast(new LabEchoHandler(experiment, new Dice(1), gate, ending, List.of()));
    read(1);
    assertThat(closes()).as("the first answer is due at once").isEmpty();
  }

  @AfterEach
  void close() {
    channel.finishAndReleaseAll();
  }

  @Test
  void answersThatGoOnWaitingEndTheirConnectionAndAreReleased() {
    ByteBuf large = read(AnswerQueue.MOST_BYTES);
    tell();
    assertThat(closes()).isEmpty();
    tell();
    assertThat(closes()).containsExactly(4101);
    assertThat(large.refCnt()).isZero();
    tell();
    assertThat(closes()).isEmpty();
  }

  @Test
  void whoeverHasLittleWaitingStays() {
    ByteBuf little = read(LEAST - 1);
    tell();
    tell();
    assertThat(closes()).isEmpty();
    assertThat(little.refCnt()).isPositive();
  }

  @Test
  void whoeverTookItsAnswersInBetweenStaysThoughAsMuchWaitsAgain() {
    read(LEAST);
    tell();
    channel.advanceTimeBy(1, TimeUnit.MINUTES);
    channel.runPendingTasks();
    ByteBuf next = read(LEAST);
    tell();
    assertThat(closes()).isEmpty();
    assertThat(next.refCnt()).isPositive();
    tell();
    assertThat(closes()).containsExactly(4101);
  }

  private ByteBuf read(int bytes) {
    ByteBuf content = Unpooled.buffer(bytes).writeZero(bytes);
    channel.writeInbound(new BinaryWebSocketFrame(content));
    return content;
  }

  private void tell() {
    channel.pipeline().fireUserEventTriggered(new MemoryShort());
    channel.runPendingTasks();
  }

  /** The codes of the close frames written; answers written before are dropped. */
  private List<Integer> closes() {
    List<Integer> codes = new ArrayList<>();
    for (Object next = channel.readOutbound(); next != null; next = channel.readOutbound()) {
      if (next instanceof CloseWebSocketFrame close) {
        codes.add(close.statusCode());
      }
      ReferenceCountUtil.release(next);
    }
    return codes;
  }
}
