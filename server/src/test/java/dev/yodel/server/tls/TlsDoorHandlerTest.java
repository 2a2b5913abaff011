package dev.yodel.server.tls;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yodel.server.fanout.LoopOwner;
import dev.yodel.server.metrics.PrometheusMetrics;
import dev.yodel.server.owner.Crowd;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.ssl.SslHandler;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** When a handshake begins. */
class TlsDoorHandlerTest {

  /** The head of a record that says how long it is, and that not all of it is here. */
  private static final byte[] RECORD = {0x16, 3, 1, 0x3f, (byte) 0xff};

  @TempDir Path folder;

  private final EmbeddedChannel channel = new EmbeddedChannel();
  private final Crowd crowd = new Crowd(new LoopOwner(channel.eventLoop()));
  private final PrometheusMetrics metrics = new PrometheusMetrics("test");
  private final AtomicInteger plain = new AtomicInteger();
  private TlsTerminator terminator;

  @BeforeEach
  void open() throws IOException {
    channel.freezeTime();
    channel.advanceTimeBy(1, TimeUnit.SECONDS);
    terminator =
        new TlsTerminator(Pairs.write(Pairs.local("localhost"), folder), Duration.ofMinutes(1));
    channel
        .pipeline()
        .addLast(
            new TlsDoorHandler(terminator, crowd, metrics, pipeline -> plain.incrementAndGet()));
  }

  @AfterEach
  void close() {
    channel.finishAndReleaseAll();
    terminator.close();
  }

  private void othersCame() {
    crowd.take(() -> channel.advanceTimeBy(1, TimeUnit.MILLISECONDS));
  }

  private void receive(byte[] bytes) {
    channel.writeInbound(Unpooled.copiedBuffer(bytes));
  }

  private void turn() {
    channel.advanceTimeBy(1, TimeUnit.MILLISECONDS);
    channel.runScheduledPendingTasks();
  }

  private boolean began() {
    return channel.pipeline().get(SslHandler.class) != null;
  }

  @Test
  void whoComesAloneBeginsAtOnce() {
    receive(RECORD);
    assertThat(began()).isTrue();
  }

  @Test
  void aCrowdWaitsAndLosesNothing() {
    othersCame();
    receive(RECORD);
    receive(new byte[100]);
    assertThat(began()).isFalse();
    turn();
    assertThat(began()).isTrue();
    assertThat(channel.pipeline().get(TlsDoorHandler.class)).isNull();
    receive(new byte[0x3fff - 100]);
    assertThat(channel.isOpen())
        .as("the whole record was zeros, which are no ClientHello")
        .isFalse();
  }

  @Test
  void whoSendsOnWithoutAnAnswerIsClosed() {
    othersCame();
    receive(RECORD);
    receive(new byte[TlsDoorHandler.MOST_EARLY - RECORD.length]);
    assertThat(channel.isOpen()).isTrue();
    receive(new byte[1]);
    assertThat(channel.isOpen()).isFalse();
    assertThat(counts())
        .containsExactly(
            "yodel_refused_total{why=\"tls\"} 1.0",
            "yodel_tls_handshakes_total{result=\"failed\"} 1.0");
  }

  private List<String> counts() {
    return new String(metrics.text(), StandardCharsets.UTF_8)
        .lines()
        .filter(line -> line.startsWith("yodel_refused_") || line.startsWith("yodel_tls_"))
        .toList();
  }

  /** As the bytes behind a PROXY line of somebody who is not to be heard. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void whatComesOnceTheChannelIsClosedIsDropped(boolean encrypted) {
    channel
        .pipeline()
        .addFirst(
            new ChannelInboundHandlerAdapter() {
              @Override
              public void channelRead(ChannelHandlerContext context, Object message) {
                context.close();
                context.fireChannelRead(message);
                assertThat(began()).isFalse();
              }
            });
    receive(encrypted ? RECORD : "GET / HTTP/1.1\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
    assertThat(counts()).isEmpty();
    assertThat(plain).hasValue(0);
    assertThat(channel.<Object>readInbound()).isNull();
  }

  @Test
  void whoWentMeanwhileIsForgotten() {
    othersCame();
    receive(RECORD);
    channel.close();
    channel.advanceTimeBy(1, TimeUnit.MILLISECONDS);
    AtomicBoolean next = new AtomicBoolean();
    crowd.take(() -> next.set(true));
    assertThat(next).as("nobody waits any more").isTrue();
    turn();
    assertThat(began()).isFalse();
  }
}
