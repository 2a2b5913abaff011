package dev.yodel.server.websocket.lab;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yodel.server.guard.FloodLimits;
import dev.yodel.server.lab.LabMode;
import dev.yodel.server.metrics.PrometheusMetrics;
import dev.yodel.server.metrics.Traffic;
import dev.yodel.server.metrics.Why;
import dev.yodel.server.websocket.Endpoint;
import dev.yodel.server.websocket.Endpoints;
import dev.yodel.server.websocket.FrameMeter;
import dev.yodel.server.websocket.HoldHandler;
import dev.yodel.server.websocket.ReadGate;
import dev.yodel.server.websocket.Refusal;
import dev.yodel.server.websocket.Upgrade;
import dev.yodel.server.websocket.UpgradeGateHandler;
import dev.yodel.server.websocket.frame.FrameLimits;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.QueryStringDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LabEndpointTest {

  private static final String REQUEST =
      """
      GET /echo?handshake=slow:1m&header=X-Name:value HTTP/1.1\r
      Host: localhost\r
      Connection: Upgrade\r
      Upgrade: websocket\r
      Sec-WebSocket-Version: 13\r
      Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r
      \r
      """;

  private final EmbeddedChannel channel = new EmbeddedChannel();
  private final ReadGate gate = ReadGate.alone(channel);
  private final List<ChannelHandler> plain = List.of(new ChannelInboundHandlerAdapter());

  @AfterEach
  void close() {
    channel.finishAndReleaseAll();
  }

  @ParameterizedTest
  @CsvSource({
    "ON, /echo",
    "LOCAL, /echo?prefix=a",
    "OFF, /echo?delay=1s&upper=1",
  })
  void whoAsksForNoKnobGetsThePlainEchoAndNoHandlerMore(LabMode mode, String target) {
    QueryStringDecoder uri = new QueryStringDecoder(target);
    Upgrade upgrade =
        new Upgrade(
            channel,
            gate,
            target,
            uri.path(),
            uri.parameters(),
            new DefaultHttpHeaders(),
            null,
            new DefaultHttpHeaders());
    List<String> before = channel.pipeline().names();
    assertThat(endpoint(mode).of(upgrade)).isSameAs(plain);
    assertThat(channel.pipeline().names()).isEqualTo(before);
    assertThat(upgrade.answer()).isEmpty();
  }

  @Test
  void anUpgradeThatIsNotAdmittedIsRefusedAsWithoutTheLab() {
    channel.freezeTime();
    HoldHandler hold = new HoldHandler(gate);
    Endpoints endpoints =
        new Endpoints(
            List.of(Endpoint.of("echo", "/echo", Endpoint.ANY, 1024, endpoint(LabMode.ON))));
    channel
        .pipeline()
        .addLast(hold, new HttpServerCodec(), new HttpObjectAggregator(8192))
        .addLast(
            new UpgradeGateHandler(
                endpoints, LabEndpointTest::refuse, (p, e, u, handlers) -> {}, gate, hold));
    List<String> before = channel.pipeline().names();
    channel.writeInbound(Unpooled.copiedBuffer(REQUEST, StandardCharsets.US_ASCII));
    channel.runPendingTasks();
    assertThat(answer())
        .startsWith("HTTP/1.1 503 Service Unavailable\r\n")
        .endsWith("stopping\n")
        .doesNotContain("Yodel-Lab-Seed", "X-Name");
    assertThat(channel.pipeline().names()).isEqualTo(before);
  }

  private static void refuse(Endpoint endpoint, Upgrade upgrade) {
    throw new Refusal(Why.DRAINING, HttpResponseStatus.SERVICE_UNAVAILABLE, "stopping");
  }

  private String answer() {
    StringBuilder answer = new StringBuilder();
    for (ByteBuf part = channel.readOutbound(); part != null; part = channel.readOutbound()) {
      answer.append(part.toString(StandardCharsets.UTF_8));
      part.release();
    }
    return answer.toString();
  }

  private LabEndpoint endpoint(LabMode mode) {
    FrameLimits frames = new FrameLimits(1024, 16, Duration.ofSeconds(1));
    LabLimits limits = new LabLimits(frames, Duration.ofSeconds(1), this::meter);
    return new LabEndpoint(mode, limits, "node", () -> 1, asked -> plain);
  }

  private FrameMeter meter(Upgrade upgrade) {
    return new FrameMeter(
        upgrade.channel(),
        upgrade.gate(),
        new FloodLimits.PerConnection(0, 0, 0),
        new FrameMeter.Books(new Traffic(), new PrometheusMetrics("test")));
  }
}
