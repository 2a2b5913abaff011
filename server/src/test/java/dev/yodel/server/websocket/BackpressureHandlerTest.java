package dev.yodel.server.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BackpressureHandlerTest {

  private final EmbeddedChannel channel = new EmbeddedChannel();
  private final ReadGate gate;

  BackpressureHandlerTest() {
    channel.freezeTime();
    gate = ReadGate.alone(channel);
    channel
        .pipeline()
        .addLast(
            new ChannelOutboundHandlerAdapter(),
            new BackpressureHandler(gate, Duration.ofSeconds(10)));
  }

  private void writable(boolean writable) {
    channel.unsafe().outboundBuffer().setUserDefinedWritability(1, writable);
    channel.runPendingTasks();
  }

  private void pass(long seconds) {
    channel.advanceTimeBy(seconds, TimeUnit.SECONDS);
    channel.runScheduledPendingTasks();
  }

  private @Nullable Integer closeCode() {
    CloseWebSocketFrame close = channel.readOutbound();
    if (close == null) {
      return null;
    }
    int code = close.statusCode();
    close.release();
    return code;
  }

  @AfterEach
  void close() {
    channel.finishAndReleaseAll();
  }

  @Test
  void aPeerThatDoesNotTakeIsNotRead() {
    writable(false);
    assertThat(channel.config().isAutoRead()).isFalse();

    writable(true);
    assertThat(channel.config().isAutoRead()).isTrue();
  }

  @Test
  void withoutProgressForTheTimeoutItIsClosed() {
    channel.write("pending");
    writable(false);
    pass(9);
    assertThat(channel.outboundMessages()).isEmpty();
    pass(1);

    assertThat(channel.<String>readOutbound()).isEqualTo("pending");
    assertThat(closeCode()).isEqualTo(4101);
  }

  @Test
  void whoeverTookAllThatCameIsNotTooSlow() {
    writable(false);
    pass(60);
    assertThat(closeCode()).isNull();

    channel.write("pending");
    pass(10);
    pass(10);
    assertThat(channel.<String>readOutbound()).isEqualTo("pending");
    assertThat(closeCode()).isEqualTo(4101);
  }

  @Test
  void anyProgressBeginsTheTimeoutAnew() {
    channel.write("pending");
    writable(false);
    pass(9);
    channel.unsafe().outboundBuffer().addFlush();
    channel.unsafe().outboundBuffer().progress(3);
    pass(9);
    assertThat(closeCode()).isNull();
    pass(10);

    assertThat(channel.<String>readOutbound()).isEqualTo("pending");
    assertThat(closeCode()).isEqualTo(4101);
  }

  @Test
  void theTimeoutBeginsWithTheLastByteTaken() {
    channel.write("pending");
    writable(false);
    channel.advanceTimeBy(10, TimeUnit.MILLISECONDS);
    channel.unsafe().outboundBuffer().addFlush();
    channel.unsafe().outboundBuffer().progress(3);
    for (int second = 1; second <= 11; second++) {
      assertThat(channel.outboundMessages()).isEmpty();
      pass(1);
    }

    assertThat(channel.<String>readOutbound()).isEqualTo("pending");
    assertThat(closeCode()).isEqualTo(4101);
  }

  @Test
  void aPeerThatTakesInTimeStays() {
    writable(false);
    pass(9);
    writable(true);
    pass(60);

    assertThat(closeCode()).isNull();
  }
}
