package dev.yodel.server.websocket.frame;

import static dev.yodel.server.websocket.frame.ClientFrames.FIN;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class FrameHandlerTest {

  private static final int MAX = 1 << 20;

  @Test
  void batchOfMessagesLeavesAsOneWrite() {
    try (ServerSide server = ServerSide.echo(MAX)) {
      server.channel.writeInbound(
          ClientFrames.of().text("one").binary((byte) 7).text("").text("drei \u20ac").buffer());
      ByteBuf only = server.channel.readOutbound();
      assertThat((ByteBuf) server.channel.readOutbound()).isNull();
      assertThat(only.readableBytes()).isEqualTo(2 * 4 + 3 + 1 + 8);
      only.release();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 7, 8, 9, 125, 126, 127, 128, 129, 1000, 65535, 65536, 70000})
  void everyLengthComesBackWholeAndChopped(int length) {
    byte[] payload = new byte[length];
    for (int i = 0; i < length; i++) {
      payload[i] = (byte) (i * 31);
    }
    String expected = "binary:" + io.netty.buffer.ByteBufUtil.hexDump(payload);
    try (ServerSide server = ServerSide.echo(MAX)) {
      ClientFrames frames = ClientFrames.of().binary(payload).binary(payload);
      assertThat(server.read(frames).sent()).containsExactly(expected, expected);
      assertThat(server.readChopped(frames, 1 + length / 9).sent())
          .containsExactly(expected, expected);
    }
  }

  @Test
  void orderOfMessagesAndPongsIsTheOrderOfTheirCauses() {
    try (ServerSide server = ServerSide.echo(MAX)) {
      ClientFrames frames =
          ClientFrames.of()
              .text("a")
              .frame(FIN | Opcode.PING, ClientFrames.utf8("p"))
              .text("b")
              .frame(Opcode.TEXT, ClientFrames.utf8("c"))
              .frame(FIN | Opcode.PING)
              .frame(FIN, ClientFrames.utf8("d"))
              .text("e");
      assertThat(server.read(frames).sent())
          .containsExactly("text:a", "pong:p", "text:b", "pong:", "text:cd", "text:e");
      assertThat(server.readChopped(frames, 3).sent())
          .containsExactly("text:a", "pong:p", "text:b", "pong:", "text:cd", "text:e");
    }
  }

  @Test
  void messagesReachTheNextHandlerWhole() {
    try (ServerSide server = ServerSide.messages(MAX)) {
      server.read(ClientFrames.of().text("x").frame(Opcode.BINARY, (byte) 1).frame(FIN, (byte) 2));
      TextWebSocketFrame text = server.channel.readInbound();
      BinaryWebSocketFrame binary = server.channel.readInbound();
      assertThat(text.text()).isEqualTo("x");
      assertThat(binary.content()).isEqualTo(Unpooled.wrappedBuffer(new byte[] {1, 2}));
      text.release();
      binary.release();
    }
  }

  @Test
  void closeIsAnsweredWithItsCodeAndNothingAfterItCounts() {
    try (ServerSide server = ServerSide.echo(MAX)) {
      server.read(ClientFrames.of().text("a").close(4321, "bye").text("b").raw(0xFF, 0xFF));
      assertThat(server.sent()).containsExactly("text:a", "close:4321");
      assertThat(server.channel.isOpen()).isFalse();
    }
  }

  @Test
  void closeWithoutACodeIsAnsweredWithoutOne() {
    try (ServerSide server = ServerSide.echo(MAX)) {
      assertThat(server.read(ClientFrames.of().frame(FIN | Opcode.CLOSE)).sent())
          .containsExactly("close:none");
    }
  }

  @Test
  void ourCloseWaitsForThePeersAndDropsWhatComesBefore() {
    try (ServerSide server = ServerSide.echo(MAX)) {
      server.channel.writeOutbound(new CloseWebSocketFrame(1001, "going away"));
      server.read(ClientFrames.of().text("late").frame(FIN | Opcode.PING));
      assertThat(server.sent()).containsExactly("close:1001");
      assertThat(server.channel.isOpen()).isTrue();
      server.read(ClientFrames.of().close(1001, ""));
      assertThat(server.sent()).isEmpty();
      assertThat(server.channel.isOpen()).isFalse();
    }
  }

  @Test
  void peerThatNeverAnswersIsClosedAfterTheTimeout() {
    try (ServerSide server = ServerSide.echo(MAX)) {
      server.channel.freezeTime();
      server.channel.writeOutbound(new CloseWebSocketFrame(1000, ""));
      server.channel.advanceTimeBy(ServerSide.CLOSE_TIMEOUT.toMillis() - 1, TimeUnit.MILLISECONDS);
      server.channel.runScheduledPendingTasks();
      assertThat(server.channel.isOpen()).isTrue();
      server.channel.advanceTimeBy(1, TimeUnit.MILLISECONDS);
      server.channel.runScheduledPendingTasks();
      assertThat(server.channel.isOpen()).isFalse();
    }
  }

  @Test
  void framesWrittenAfterOurCloseAreDropped() {
    try (ServerSide server = ServerSide.messages(MAX)) {
      server.channel.writeOutbound(new CloseWebSocketFrame(1000, ""));
      TextWebSocketFrame late = new TextWebSocketFrame("late");
      server.channel.write(late);
      server.channel.flush();
      assertThat(late.refCnt()).isZero();
      assertThat(server.sent()).containsExactly("close:1000");
    }
  }

  @ParameterizedTest
  @EnumSource(ClosingBegan.By.class)
  void whoWritesOnceThereIsRoomDoesNotWriteBehindOurClose(ClosingBegan.By by) {
    try (ServerSide server = ServerSide.messages(MAX)) {
      server.channel.pipeline().addLast(new Waiting());
      server.channel.config().setWriteBufferWaterMark(new WriteBufferWaterMark(1, 2));
      server.channel.write(new TextWebSocketFrame("before"));
      assertThat(server.channel.isWritable()).isFalse();
      switch (by) {
        case PEER -> server.read(ClientFrames.of().close(1000, ""));
        case SERVER -> server.channel.writeOutbound(new CloseWebSocketFrame(1000, ""));
        case VIOLATION -> server.read(ClientFrames.of().raw(0xFF, 0xFF));
      }
      String code = by == ClosingBegan.By.VIOLATION ? "close:1002" : "close:1000";
      assertThat(server.sent()).containsExactly("text:before", code);
    }
  }

  /** Writes a whole frame next to the socket, as a room does, unless the closing began. */
  private static final class Waiting extends ChannelInboundHandlerAdapter {

    private boolean done;

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
      if (context.channel().isWritable() && !done) {
        done = true;
        ByteBuf frame = Unpooled.buffer().writeByte(FIN | Opcode.TEXT).writeByte(0);
        context.pipeline().firstContext().writeAndFlush(frame);
      }
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
      done |= event instanceof ClosingBegan;
    }
  }

  @Test
  void closingIsToldOnce() {
    try (ServerSide server = ServerSide.echo(MAX)) {
      ClosingEvents events = new ClosingEvents();
      server.channel.pipeline().addLast(events);
      server.read(ClientFrames.of().close(1000, "done").close(1001, ""));
      assertThat(events.seen).containsExactly(new ClosingBegan(1000, "done", ClosingBegan.By.PEER));
    }
  }

  @Test
  void answerToAClosePutOffLetsWhatIsOwedGoFirst() {
    try (ServerSide server = ServerSide.messages(MAX)) {
      List<Runnable> answers = putOffBy(server);
      server.read(ClientFrames.of().close(1001, ""));
      assertThat(server.sent()).isEmpty();
      server.channel.writeOutbound(new TextWebSocketFrame("owed"));
      answers.get(0).run();
      assertThat(server.sent()).containsExactly("text:owed", "close:1001");
      answers.get(0).run();
      assertThat(server.sent()).isEmpty();
      assertThat(server.channel.isOpen()).isFalse();
    }
  }

  @Test
  void closeOfOursIsTheAnswerToAClosePutOff() {
    try (ServerSide server = ServerSide.messages(MAX)) {
      List<Runnable> answers = putOffBy(server);
      server.read(ClientFrames.of().close(1001, ""));
      server.channel.writeOutbound(new CloseWebSocketFrame(1013, ""));
      answers.get(0).run();
      assertThat(server.sent()).containsExactly("close:1013");
      assertThat(server.channel.isOpen()).isFalse();
    }
  }

  static List<Runnable> putOffBy(ServerSide server) {
    List<Runnable> answers = new ArrayList<>();
    server
        .channel
        .pipeline()
        .addLast(
            new ChannelInboundHandlerAdapter() {
              @Override
              public void userEventTriggered(ChannelHandlerContext context, Object event) {
                if (event instanceof PeerClosing closing) {
                  answers.add(closing.putOff());
                }
              }
            });
    return answers;
  }
}
