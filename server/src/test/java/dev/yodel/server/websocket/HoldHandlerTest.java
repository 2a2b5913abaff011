package dev.yodel.server.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yodel.server.guard.Discard;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.embedded.EmbeddedChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HoldHandlerTest {

  private static final List<String> PIECES =
      List.of("\r", "\n", "\r\n", "a", "xxxxxxxxxx", "\r\n\r\n");

  private final EmbeddedChannel channel = new EmbeddedChannel();
  private final ReadGate gate = ReadGate.alone(channel);
  private final HoldHandler hold = new HoldHandler(gate);
  private final List<String> passed = new ArrayList<>();
  private String upgradeOn = "U";
  private String endOn = "none";
  private boolean releaseAtOnce;
  private int completes;

  HoldHandlerTest() {
    channel.freezeTime();
    channel.pipeline().addLast(hold, new Codec());
  }

  /** Stands for the codec and all behind it: an upgrade is a head that begins with "U". */
  private final class Codec extends ChannelInboundHandlerAdapter {
    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
      completes++;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
      ByteBuf bytes = (ByteBuf) message;
      String text = bytes.toString(StandardCharsets.US_ASCII);
      bytes.release();
      passed.add(text);
      if (text.startsWith(endOn)) {
        channel.pipeline().addFirst(new Discard()); // as a last answer does
      }
      if (text.startsWith(upgradeOn)) {
        upgradeOn = "none";
        hold.hold();
        if (releaseAtOnce) {
          hold.release();
        }
      }
    }
  }

  private void receive(String text) {
    channel.writeInbound(Unpooled.copiedBuffer(text, StandardCharsets.US_ASCII));
  }

  private void turn() {
    channel.advanceTimeBy(1, TimeUnit.MILLISECONDS);
    channel.runScheduledPendingTasks();
  }

  @AfterEach
  void close() {
    channel.finishAndReleaseAll();
  }

  @Test
  void headsPassOneAtATime() {
    receive("A\r\n\r\nB\r\n\r\nC\r\n");
    assertThat(passed).as("one in a turn").containsExactly("A\r\n\r\n");
    assertThat(channel.config().isAutoRead()).isFalse();
    turn();

    assertThat(channel.config().isAutoRead()).isTrue();
    assertThat(passed).containsExactly("A\r\n\r\n", "B\r\n\r\n", "C\r\n");
  }

  @Test
  void whatIsBehindALastAnswerIsNotPassed() {
    endOn = "A";
    receive("A\r\n\r\nB\r\n\r\nC\r\n\r\n");
    turn();

    assertThat(passed).containsExactly("A\r\n\r\n");
    assertThat(channel.config().isAutoRead()).isTrue();
  }

  /** Whatever is in them, and wherever they are cut. */
  @Test
  void headsEndWhereTheirEmptyLineEnds() {
    Random random = new Random(7);
    for (int i = 0; i < 2_000; i++) {
      StringBuilder text = new StringBuilder();
      while (text.length() < 60) {
        text.append(PIECES.get(random.nextInt(PIECES.size())));
      }
      passed.clear();
      receive("\r\n\r\n");
      turn();
      passed.clear();
      for (int at = 0; at < text.length(); ) {
        int end = Math.min(text.length(), at + 1 + random.nextInt(20));
        receive(text.substring(at, end));
        turn();
        turn();
        turn();
        at = end;
      }
      assertThat(String.join("", passed)).isEqualTo(text.toString());
      assertThat(passed)
          .allSatisfy(
              part -> {
                int end = part.indexOf("\r\n\r\n");
                assertThat(end < 0 || end == part.length() - 4).isTrue();
              });
    }
  }

  @Test
  void whatFollowsAnUpgradeWaitsForTheHandshake() {
    receive("U\r\n\r\nframe");
    receive("more");
    assertThat(passed).containsExactly("U\r\n\r\n");
    assertThat(channel.config().isAutoRead()).isFalse();

    hold.release();

    assertThat(passed).containsExactly("U\r\n\r\n", "framemore");
    assertThat(channel.config().isAutoRead()).isTrue();
    assertThat(channel.pipeline().get(HoldHandler.class)).isNull();
  }

  @Test
  void peerThatMaySendCompressedFramesIsGivenLittleInATurn() {
    gate.compressed();
    String frames = "f".repeat(3 * ReadBuffers.FIRST) + "end";
    receive("U\r\n\r\n" + frames);
    hold.release();
    assertThat(passed).extracting(String::length).containsExactly(5, ReadBuffers.FIRST);
    assertThat(channel.config().isAutoRead()).isFalse();
    turn();
    assertThat(String.join("", passed)).isEqualTo("U\r\n\r\n" + frames);
    assertThat(passed).allMatch(some -> some.length() <= ReadBuffers.FIRST);
    assertThat(channel.config().isAutoRead()).isTrue();
    assertThat(completes).isEqualTo(passed.size());
  }

  @Test
  void whatIsReadOfItLaterIsPassedAtOnceIfItIsLittle() {
    gate.compressed();
    receive("U\r\n\r\n");
    hold.release();
    receive("frame");
    assertThat(passed).containsExactly("U\r\n\r\n", "frame");
    gate.end();
    receive("r".repeat(2 * ReadBuffers.FIRST));
    receive("end");
    assertThat(passed).hasSize(3);
    assertThat(channel.config().isAutoRead()).as("read no further than it is passed").isFalse();
    turn();
    assertThat(String.join("", passed)).endsWith("rend");
    assertThat(channel.config().isAutoRead()).isTrue();
  }

  @Test
  void anEndOfHeadSplitBetweenSegmentsIsSeen() {
    upgradeOn = "\n";
    receive("A\r\n\r");
    receive("\nframe");

    assertThat(passed).containsExactly("A\r\n\r", "\n");
  }

  @Test
  void aHandshakeThatCompletesInTheSameCallPassesTheRestAfterIt() {
    releaseAtOnce = true;

    receive("U\r\n\r\nframe");

    assertThat(passed).containsExactly("U\r\n\r\n", "frame");
    assertThat(channel.pipeline().get(HoldHandler.class)).isNull();
  }

  @Test
  void requestsWaitWhileAnswersAreNotTaken() {
    channel.unsafe().outboundBuffer().setUserDefinedWritability(1, false);
    receive("A\r\n\r\nB\r\n\r\n");
    channel.runPendingTasks();
    assertThat(passed).isEmpty();
    assertThat(channel.config().isAutoRead()).isFalse();

    channel.unsafe().outboundBuffer().setUserDefinedWritability(1, true);
    channel.runPendingTasks();
    turn();

    assertThat(passed).containsExactly("A\r\n\r\n", "B\r\n\r\n");
    assertThat(channel.config().isAutoRead()).isTrue();
  }

  @Test
  void aHeadThatWaitsForTheCrowdIsForgottenWithItsConnection() {
    gate.crowd().take(() -> channel.advanceTimeBy(1, TimeUnit.MILLISECONDS));
    receive("A\r\n\r\n");
    assertThat(passed).isEmpty();
    assertThat(channel.config().isAutoRead()).isFalse();

    channel.close();
    channel.advanceTimeBy(1, TimeUnit.MILLISECONDS);
    AtomicBoolean next = new AtomicBoolean();
    gate.crowd().take(() -> next.set(true));

    assertThat(next).as("nobody waits any more").isTrue();
    assertThat(passed).isEmpty();
  }
}
