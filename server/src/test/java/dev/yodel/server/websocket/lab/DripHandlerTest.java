package dev.yodel.server.websocket.lab;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.websocketx.WebSocket13FrameEncoder;
import io.netty.util.ReferenceCountUtil;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
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
  void whileTooMuchWaitsTheChannelIsNotWritable() {
    EmbeddedChannel channel = frozen(DripHandler.chopping(2));
    channel.writeAndFlush(bytes("x".repeat(2 * DripHandler.MOST_PIECES)));
    channel.writeAndFlush(bytes("x"));
    channel.runPendingTasks();
    assertThat(channel.isWritable()).isTrue();
    channel.writeAndFlush(bytes("x"));
    channel.runPendingTasks();
    assertThat(channel.isWritable()).isFalse();
    channel.advanceTimeBy(1, TimeUnit.MILLISECONDS);
    channel.runPendingTasks();
    assertThat(channel.isWritable()).isTrue();
    channel.finishAndReleaseAll();
  }

  @Test
  void whatWaitsForASlowBufferIsBoundedUntilThatIsThrough() {
    EmbeddedChannel channel = frozen(DripHandler.over(Duration.ofSeconds(1)));
    channel.writeAndFlush(bytes("abc"));
    channel.writeAndFlush(bytes("x".repeat(DripHandler.MOST_PIECES)));
    channel.runPendingTasks();
    assertThat(channel.isWritable()).isFalse();
    for (int turn = 0; turn < 2; turn++) {
      channel.advanceTimeBy(501, TimeUnit.MILLISECONDS);
      channel.runPendingTasks();
    }
    assertThat(channel.isWritable()).isTrue();
    channel.finishAndReleaseAll();
  }

  @Test
  void whoeverPushesIsHeldToThePaceOfThePieces() {
    EmbeddedChannel channel = frozen(DripHandler.chopping(1));
    List<Object> ticks = new ArrayList<>();
    channel.pipeline().addLast(new WebSocket13FrameEncoder(false), new Collector(ticks, false));
    channel.pipeline().addLast(RepeatHandler.ticks(Duration.ofMillis(1)));
    for (int milli = 0; milli < 1000; milli++) {
      channel.advanceTimeBy(1, TimeUnit.MILLISECONDS);
      channel.runPendingTasks();
    }
    int bytes = 1000 + DripHandler.MOST_PIECES;
    assertThat(ticks.size()).isBetween(bytes / 12, bytes / 8);
    channel.finishAndReleaseAll();
  }

  @Test
  void noPieceLeavesBeforeTheSocketTookTheOneBefore() {
    List<Object> pieces = new ArrayList<>();
    Collector socket = new Collector(pieces, true);
    EmbeddedChannel channel = new EmbeddedChannel(socket, DripHandler.chopping(1));
    channel.freezeTime();
    channel.writeAndFlush(bytes("abc"));
    channel.advanceTimeBy(5, TimeUnit.MILLISECONDS);
    channel.runPendingTasks();
    assertThat(pieces).hasSize(1);
    Objects.requireNonNull(socket.last).setSuccess();
    channel.runPendingTasks();
    assertThat(pieces).hasSize(2);
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

  /** Remembers what is written, and keeps it if it is the socket, which takes nothing. */
  private static final class Collector extends ChannelOutboundHandlerAdapter {

    private final List<Object> seen;
    private final boolean keeps;
    private @Nullable ChannelPromise last;

    Collector(List<Object> seen, boolean keeps) {
      this.seen = seen;
      this.keeps = keeps;
    }

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
      seen.add(message);
      last = promise;
      if (keeps) {
        ReferenceCountUtil.release(message);
      } else {
        context.write(message, promise);
      }
    }
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
