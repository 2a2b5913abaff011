package dev.yodel.server.websocket.frame;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import java.util.List;
import org.junit.jupiter.api.Test;

/** While memory is short nobody keeps a half message for longer than from one event to the next. */
class MemoryShortTest {

  private static final int MAX = 100_000;

  private final ServerSide server = ServerSide.echo(MAX);

  private void tell() {
    server.channel.pipeline().fireUserEventTriggered(new MemoryShort());
  }

  private static ClientFrames half(int bytes) {
    return ClientFrames.of().frame(Opcode.BINARY, new byte[bytes]);
  }

  @Test
  void messageThatStaysUnfinishedEndsItsConnection() {
    server.read(half(MemoryShort.LEAST_BYTES));
    tell();
    assertThat(server.sent()).isEmpty();
    tell();
    assertThat(server.sent()).containsExactly("close:4101");
    assertThat(server.channel.isOpen()).isFalse();
    server.close();
  }

  @Test
  void partOfAFrameCountsAsWell() {
    byte[] frame = ClientFrames.of().binary(new byte[MAX]).bytes();
    server.channel.writeInbound(Unpooled.directBuffer().writeBytes(frame, 0, frame.length - 1));
    tell();
    tell();
    assertThat(server.sent()).containsExactly("close:4101");
    server.close();
  }

  @Test
  void peerWhoseCloseIsPutOffIsToldAllTheSame() {
    ServerSide relay = ServerSide.messages(MAX);
    List<Runnable> answers = FrameHandlerTest.putOffBy(relay);
    relay.read(half(MemoryShort.LEAST_BYTES));
    relay.channel.pipeline().fireUserEventTriggered(new MemoryShort());
    relay.read(ClientFrames.of().close(1001, ""));
    relay.channel.pipeline().fireUserEventTriggered(new MemoryShort());
    assertThat(relay.sent()).containsExactly("close:4101");
    answers.get(0).run();
    assertThat(relay.sent()).isEmpty();
    assertThat(relay.channel.isOpen()).isFalse();
    relay.close();
  }

  @Test
  void whoeverFinishesInTimeOrHoldsLittleStays() {
    server.read(half(MemoryShort.LEAST_BYTES));
    tell();
    server.read(ClientFrames.of().frame(ClientFrames.FIN)).read(half(MemoryShort.LEAST_BYTES));
    tell();
    server.read(ClientFrames.of().frame(ClientFrames.FIN)).read(half(MemoryShort.LEAST_BYTES - 1));
    tell();
    tell();
    server.read(ClientFrames.of().frame(ClientFrames.FIN).text("here"));
    assertThat(server.sent()).hasSize(4).endsWith("text:here");
    server.close();
  }
}
