package dev.yodel.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yodel.client.Closing.Cause;
import dev.yodel.client.ConnectOptions.Limits;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How long an unanswered Close frame is waited for, on a clock that stands still until moved. */
class ClosingHandshakeTest {

  private static final int LIMIT_SECONDS = 5;
  private static final int STEP_MILLIS = 100;

  private final EmbeddedChannel channel = new EmbeddedChannel();
  private WebSocketConnection connection;

  @BeforeEach
  void open() {
    channel.freezeTime();
    var limits = new Limits(1_000, Duration.ofSeconds(10), Duration.ofSeconds(LIMIT_SECONDS));
    ConnectOptions options = ConnectOptions.to(URI.create("ws://localhost/")).with(limits);
    var silence = new SilenceHandler();
    connection = new WebSocketConnection(channel, options, new MeterHandler(), new MeterHandler());
    var frames = new FrameHandler(connection, silence, options, new WebSocketListener() {});
    channel.pipeline().addLast(silence, frames);
    frames.opened(channel.pipeline().lastContext(), null, List.of());
  }

  @AfterEach
  void close() {
    channel.finishAndReleaseAll();
  }

  @Test
  void peerThatGoesOnSendingIsGivenUpInTime() {
    connection.close();
    pass(LIMIT_SECONDS * 1_000 - STEP_MILLIS, this::text);
    assertThat(connection.closed()).isNotDone();
    pass(STEP_MILLIS, this::text);
    assertThat(cause()).isEqualTo(Cause.UNANSWERED);
  }

  @Test
  void peerThatPingsInsteadOfAnsweringIsGivenUpInTime() {
    connection.sendText("hi");
    connection.close();
    pass(LIMIT_SECONDS * 1_000, () -> channel.writeInbound(new PingWebSocketFrame()));
    assertThat(cause()).isEqualTo(Cause.UNANSWERED);
  }

  @Test
  void answersThatAreOwedAreWaitedForAndTheCloseFrameBehindThemToo() {
    for (int i = 0; i < 4; i++) {
      connection.sendText("hi");
    }
    connection.close();
    for (int i = 0; i < 4; i++) {
      pass(4_000, () -> {});
      text();
    }
    pass(4_000, () -> {});
    assertThat(connection.closed()).isNotDone();
    channel.writeInbound(new CloseWebSocketFrame(1000, ""));
    pass(1_000, () -> {});
    assertThat(cause()).isEqualTo(Cause.SELF);
  }

  @Test
  void answerThatComesBitByBitIsWaitedFor() {
    connection.sendText("hi");
    connection.close();
    pass(60_000, () -> channel.writeInbound(Unpooled.wrappedBuffer(new byte[1])));
    assertThat(connection.closed()).isNotDone();
    pass(LIMIT_SECONDS * 1_000 + 500, () -> {});
    assertThat(cause()).isEqualTo(Cause.UNANSWERED);
  }

  @Test
  void timeInWhichThePeerIsNotReadDoesNotCount() {
    connection.close();
    connection.pause();
    pass(60_000, () -> {});
    connection.resume();
    pass(LIMIT_SECONDS * 1_000 - STEP_MILLIS, this::text);
    assertThat(connection.closed()).isNotDone();
    pass(STEP_MILLIS, () -> {});
    assertThat(cause()).isEqualTo(Cause.UNANSWERED);
  }

  private void text() {
    channel.writeInbound(new TextWebSocketFrame("tick"));
  }

  private Cause cause() {
    assertThat(connection.closed()).isDone();
    return connection.closed().join().cause();
  }

  private void pass(int millis, Runnable eachStep) {
    for (int passed = 0; passed < millis; passed += STEP_MILLIS) {
      channel.advanceTimeBy(STEP_MILLIS, TimeUnit.MILLISECONDS);
      eachStep.run();
      channel.runPendingTasks();
    }
  }
}
