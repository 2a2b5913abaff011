package dev.yodel.server.websocket.lab;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFuture;
import io.netty.channel.embedded.EmbeddedChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class DripHandlerTest {

  @Test
  void bytesLeaveInPiecesOneEachMillisecond() {
    EmbeddedChannel channel = frozen(DripHandler.chopping(3));
    ChannelFuture written = channel.writeAndFlush(bytes("abcdefgh"));
    assertThat(pieces(channel)).containsExactly("abc");
    channel.advanceTimeBy(999, TimeUnit.MICROSECONDS);
    channel.runPendingTasks();
    assertThat(pieces(channel)).isEmpty();
    channel.advanceTimeBy(1, TimeUnit.MICROSECONDS);
    channel.runPendingTasks();
    assertThat(pieces(channel)).containsExactly("def");
    assertThat(written.isDone()).isFalse();
    channel.advanceTimeBy(1, TimeUnit.MILLISECONDS);
    channel.runPendingTasks();
    assertThat(pieces(channel)).containsExactly("gh");
    assertThat(written.isSuccess()).isTrue();
    channel.finishAndReleaseAll();
  }

  @Test
  void whatIsWrittenBehindWaitsItsTurn() {
    EmbeddedChannel channel = frozen(DripHandler.chopping(2));
    channel.writeAndFlush(bytes("abc"));
    channel.writeAndFlush(bytes("d"));
    assertThat(pieces(channel)).containsExactly("ab");
    for (int turn = 0; turn < 2; turn++) {
      channel.advanceTimeBy(1, TimeUnit.MILLISECONDS);
      channel.runPendingTasks();
    }
    assertThat(pieces(channel)).containsExactly("c", "d");
    channel.finishAndReleaseAll();
  }

  @Test
  void aSlowBufferIsSpreadOverItsTimeAndTheNextIsNot() {
    EmbeddedChannel channel = frozen(DripHandler.over(Duration.ofSeconds(1)));
    channel.writeAndFlush(bytes("abc"));
    channel.advanceTimeBy(499, TimeUnit.MILLISECONDS);
    channel.runPendingTasks();
    assertThat(pieces(channel)).containsExactly("a");
    channel.advanceTimeBy(2, TimeUnit.MILLISECONDS);
    channel.runPendingTasks();
    assertThat(pieces(channel)).containsExactly("b");
    channel.advanceTimeBy(501, TimeUnit.MILLISECONDS);
    channel.runPendingTasks();
    channel.writeAndFlush(bytes("whole"));
    assertThat(pieces(channel)).containsExactly("c", "whole");
    channel.finishAndReleaseAll();
  }

  @Test
  void whatWaitsIsReleasedWhenTheConnectionEnds() {
    EmbeddedChannel channel = frozen(DripHandler.chopping(1));
    ByteBuf waiting = bytes("abc");
    ChannelFuture written = channel.writeAndFlush(waiting);
    channel.close();
    assertThat(written.isDone()).isTrue();
    assertThat(written.isSuccess()).isFalse();
    channel.releaseOutbound();
    assertThat(waiting.refCnt()).isZero();
  }

  private static EmbeddedChannel frozen(DripHandler handler) {
    EmbeddedChannel channel = new EmbeddedChannel(handler);
    channel.freezeTime();
    return channel;
  }

  private static ByteBuf bytes(String text) {
    return Unpooled.copiedBuffer(text, StandardCharsets.US_ASCII);
  }

  private static List<String> pieces(EmbeddedChannel channel) {
    List<String> all = new ArrayList<>();
    for (ByteBuf piece = channel.readOutbound(); piece != null; piece = channel.readOutbound()) {
      all.add(piece.toString(StandardCharsets.US_ASCII));
      piece.release();
    }
    return all;
  }
}
