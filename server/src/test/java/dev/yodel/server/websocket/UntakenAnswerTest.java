package dev.yodel.server.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yodel.server.http.HostPolicy;
import dev.yodel.server.http.RequestBodyHandler;
import dev.yodel.server.http.RequestHeadHandler;
import dev.yodel.server.http.RequestTimeoutHandler;
import dev.yodel.server.http.RoutesHandler;
import dev.yodel.server.metrics.PrometheusMetrics;
import dev.yodel.server.metrics.ServerMetrics;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.HttpServerCodec;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is behind an answer that ends the connection, while the peer does not take that answer. */
class UntakenAnswerTest {

  private static final String LAST =
      "GET /nowhere HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";

  private static final Duration TIMEOUT = Duration.ofSeconds(10);

  private final StringBuilder written = new StringBuilder();
  private final EmbeddedChannel channel = new EmbeddedChannel();

  UntakenAnswerTest() {
    channel.freezeTime();
    ServerMetrics metrics = new PrometheusMetrics("test");
    ReadGate gate = ReadGate.alone(channel);
    HoldHandler hold = new HoldHandler(gate);
    Endpoints endpoints =
        new Endpoints(
            List.of(Endpoint.of("echo", "/echo", Endpoint.ANY, 1024, upgrade -> List.of())));
    channel
        .pipeline()
        .addLast(new Peer(), hold, new HttpServerCodec(), new RequestBodyHandler(100, metrics))
        .addLast(
            new RequestTimeoutHandler(TIMEOUT, metrics),
            new RequestHeadHandler(metrics, HostPolicy.ANY),
            new UpgradeGateHandler(
                endpoints,
                (endpoint, upgrade) -> {},
                (pipeline, endpoint, upgrade, handlers) -> {},
                gate,
                hold),
            new RoutesHandler(Map.of()));
  }

  /** A peer that reads nothing: what is written never completes. */
  private final class Peer extends ChannelOutboundHandlerAdapter {
    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
      ByteBuf bytes = (ByteBuf) message;
      written.append(bytes.toString(StandardCharsets.ISO_8859_1));
      bytes.release();
    }
  }

  private void receive(String text) {
    channel.writeInbound(Unpooled.copiedBuffer(text, StandardCharsets.ISO_8859_1));
    pass(Duration.ofMillis(5));
  }

  private void pass(Duration time) {
    channel.advanceTimeBy(time.toNanos(), TimeUnit.NANOSECONDS);
    channel.runScheduledPendingTasks();
  }

  private void onlyOneIsAnswered(int status) {
    assertThat(written.toString()).startsWith("HTTP/1.1 " + status + " ");
    assertThat(written.lastIndexOf("HTTP/1.1 ")).as("%s", written).isZero();
  }

  @AfterEach
  void close() {
    channel.finishAndReleaseAll();
  }

  @Test
  void noRequestBehindItIsAnswered() {
    receive(LAST + LAST + RawPeer.upgrade("/echo"));
    receive(LAST);

    onlyOneIsAnswered(404);
  }

  /** The body and the next head come to the codec together. */
  @ParameterizedTest
  @ValueSource(strings = {"Host: localhost", "Host: localhost\r\nHost: localhost"})
  void noRequestBehindItsBodyIsAnswered(String next) {
    String post = LAST.replace("GET", "POST").replace("\r\n\r\n", "\r\nContent-Length: 3\r\n\r\n");
    receive(post + "abc" + RawPeer.upgrade("/echo").replace("Host: localhost", next));

    onlyOneIsAnswered(404);
  }

  @Test
  void noRequestBehindARefusedUpgradeIsAnswered() {
    String refused = RawPeer.upgrade("/nowhere").replace(": Upgrade", ": close, Upgrade");
    receive(refused + RawPeer.upgrade("/echo"));

    onlyOneIsAnswered(404);
  }

  @Test
  void noneIsCalledLateEither() {
    receive(LAST + "GET /half");
    receive("GET /half");
    pass(TIMEOUT);

    onlyOneIsAnswered(404);
    assertThat(channel.isOpen()).isFalse();
  }
}
