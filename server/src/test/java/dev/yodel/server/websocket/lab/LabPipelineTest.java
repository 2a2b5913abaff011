package dev.yodel.server.websocket.lab;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yodel.server.guard.FloodLimits;
import dev.yodel.server.lab.Dice;
import dev.yodel.server.lab.Experiment;
import dev.yodel.server.metrics.PrometheusMetrics;
import dev.yodel.server.metrics.Traffic;
import dev.yodel.server.websocket.FrameMeter;
import dev.yodel.server.websocket.ReadGate;
import dev.yodel.server.websocket.Upgrade;
import dev.yodel.server.websocket.frame.FrameLimits;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LabPipelineTest {

  private static final int MEGABYTE = 1 << 20;
  private static final int FRAGMENTS = 3;
  private static final Duration LONG = Duration.ofHours(1);

  private final EmbeddedChannel channel = new EmbeddedChannel();
  private final ReadGate gate = ReadGate.alone(channel);
  private FloodLimits.PerConnection floods = new FloodLimits.PerConnection(0, 0, 0);
  private int seen;

  @AfterEach
  void close() {
    channel.finishAndReleaseAll();
  }

  @ParameterizedTest
  @CsvSource({"129, 10, 0", "137, 0, 10"})
  void framesAndPingsCountTowardsTheLimits(int first, int messages, int pings) {
    channel.freezeTime();
    floods = new FloodLimits.PerConnection(messages, 0, pings);
    open("hello=hi");
    for (int frame = 0; frame < 10; frame++) {
      channel.writeInbound(empty(first));
    }
    assertThat(gate.isFlood()).as("a second's worth").isFalse();
    channel.writeInbound(empty(first));
    assertThat(gate.isFlood()).isTrue();
  }

  private static ByteBuf empty(int first) {
    return Unpooled.buffer().writeByte(first).writeByte(0x80).writeInt(0);
  }

  @Test
  void whatIsDroppedCountsTowardsTheLimitsToo() {
    channel.freezeTime();
    floods = new FloodLimits.PerConnection(0, 10, 0);
    open("half=after:0");
    channel.runPendingTasks();
    channel.writeInbound(empty(0x81), empty(0x81));
    assertThat(gate.isFlood()).isTrue();
  }

  @Test
  void noMoreIsInflatedThanTheAnswersThatMayWait() {
    open("compress=on", "delay=1m");
    byte[] compressed = Deflates.zeros(1_000_000);
    ByteBuf read = Unpooled.buffer();
    for (int message = 0; message < 40; message++) {
      read.writeByte(0xc2).writeByte(0x80 | 126).writeShort(compressed.length).writeInt(0);
      read.writeBytes(compressed);
    }
    channel.writeInbound(read);
    assertThat(seen).isBetween(1, 2);
  }

  @ParameterizedTest
  @CsvSource({"1, 810161", "3, 810161", "4, 881103f16d65737361676520746f6f20626967"})
  void aMessageOfTooManyFragmentsIsClosedAsWithoutAKnob(int fragments, String answer) {
    open("drop=0");
    channel.writeInbound(frame(fragments == 1 ? 0x81 : 1, 'a'));
    for (int next = 2; next <= fragments; next++) {
      channel.writeInbound(next == fragments ? empty(0x80) : empty(0));
    }
    ByteBuf sent = Unpooled.buffer();
    for (ByteBuf part = channel.readOutbound(); part != null; part = channel.readOutbound()) {
      sent.writeBytes(part);
      part.release();
    }
    assertThat(ByteBufUtil.hexDump(sent)).isEqualTo(answer);
    sent.release();
  }

  private static ByteBuf frame(int first, char letter) {
    return Unpooled.buffer().writeByte(first).writeByte(0x81).writeInt(0).writeByte(letter);
  }

  private void open(String... knobs) {
    Map<String, List<String>> parameters =
        List.of(knobs).stream()
            .map(knob -> knob.split("=", 2))
            .collect(Collectors.toMap(pair -> pair[0], pair -> List.of(pair[1])));
    Upgrade upgrade =
        new Upgrade(
            channel,
            gate,
            "/echo",
            "/echo",
            parameters,
            new DefaultHttpHeaders().set("Sec-WebSocket-Extensions", "permessage-deflate"),
            null,
            new DefaultHttpHeaders());
    Experiment experiment = Experiment.of(parameters);
    LabLimits limits = new LabLimits(new FrameLimits(MEGABYTE, FRAGMENTS, LONG), LONG, this::meter);
    List<ChannelHandler> handlers =
        new ArrayList<>(
            new LabPipeline(
                    experiment, Agreement.on(experiment, upgrade, MEGABYTE), upgrade, limits)
                .handlers(new Dice(1), List.of()));
    for (ChannelHandler handler : handlers) {
      if (handler instanceof LabEchoHandler) {
        channel.pipeline().addLast(counter());
      }
      channel.pipeline().addLast(handler);
    }
  }

  private ChannelHandler counter() {
    return new ChannelInboundHandlerAdapter() {
      @Override
      public void channelRead(ChannelHandlerContext context, Object message) {
        seen++;
        context.fireChannelRead(message);
      }
    };
  }

  private FrameMeter meter(Upgrade upgrade) {
    return new FrameMeter(
        upgrade.channel(),
        upgrade.gate(),
        floods,
        new FrameMeter.Books(new Traffic(), new PrometheusMetrics("test")));
  }
}
