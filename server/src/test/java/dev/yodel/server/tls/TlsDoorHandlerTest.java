package dev.yodel.server.tls;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yodel.server.fanout.LoopOwner;
import dev.yodel.server.metrics.PrometheusMetrics;
import dev.yodel.server.owner.Crowd;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.ssl.SslHandler;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** When a handshake begins. */
class TlsDoorHandlerTest {

  /** The head of a record that says how long it is, and that not all of it is here. */
  private static final byte[] RECORD = {0x16, 3, 1, 0x3f, (byte) 0xff};

  @TempDir Path folder;

  private final EmbeddedChannel channel = new EmbeddedChannel();
  private final Crowd crowd = new Crowd(new LoopOwner(channel.eventLoop()));
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
            new TlsDoorHandler(terminator, crowd, new PrometheusMetrics("test"), pipeline -> {}));
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
