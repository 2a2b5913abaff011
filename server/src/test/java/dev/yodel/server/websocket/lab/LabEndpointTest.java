package dev.yodel.server.websocket.lab;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yodel.server.lab.LabMode;
import dev.yodel.server.websocket.ReadGate;
import dev.yodel.server.websocket.Upgrade;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.QueryStringDecoder;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LabEndpointTest {

  private final List<ChannelHandler> plain = List.of(new ChannelInboundHandlerAdapter());

  @ParameterizedTest
  @CsvSource({
    "ON, /echo",
    "LOCAL, /echo?prefix=a",
    "OFF, /echo?delay=1s&upper=1",
  })
  void whoAsksForNoKnobGetsThePlainEchoAndNoHandlerMore(LabMode mode, String target) {
    EmbeddedChannel channel = new EmbeddedChannel();
    QueryStringDecoder uri = new QueryStringDecoder(target);
    Upgrade upgrade =
        new Upgrade(
            channel,
            ReadGate.alone(channel),
            target,
            uri.path(),
            uri.parameters(),
            new DefaultHttpHeaders(),
            null,
            new DefaultHttpHeaders());
    LabLimits limits = new LabLimits(1024, Duration.ofSeconds(1), Duration.ofSeconds(1));
    LabEndpoint endpoint = new LabEndpoint(mode, limits, "node", () -> 1, asked -> plain);
    List<String> before = channel.pipeline().names();
    assertThat(endpoint.of(upgrade)).isSameAs(plain);
    assertThat(channel.pipeline().names()).isEqualTo(before);
    assertThat(upgrade.answer()).isEmpty();
    channel.finishAndReleaseAll();
  }
}
