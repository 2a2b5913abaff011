package dev.yodel.server.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.channel.RecvByteBufAllocator;
import io.netty.channel.embedded.EmbeddedChannel;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ReadBuffersTest {

  private final EmbeddedChannel channel = new EmbeddedChannel();
  private final ReadBuffers buffers = new ReadBuffers();
  private final RecvByteBufAllocator.ExtendedHandle handle = buffers.newHandle();

  @AfterEach
  void close() {
    channel.finishAndReleaseAll();
  }

  /** One turn in which so much came; how much of it fitted. */
  private int read(int came) {
    handle.reset(channel.config());
    ByteBuf buffer = handle.allocate(UnpooledByteBufAllocator.DEFAULT);
    int size = buffer.writableBytes();
    buffer.release();
    int count = Math.min(size, came);
    handle.attemptedBytesRead(size);
    handle.lastBytesRead(count);
    handle.incMessagesRead(1);
    handle.readComplete();
    return count;
  }

  @Test
  void aPeerThatFillsThemGetsDoubleTheNextTime() {
    assertThat(read(1 << 20)).isEqualTo(2_048);
    assertThat(read(1 << 20)).isEqualTo(4_096);
    assertThat(read(1 << 20)).isEqualTo(8_192);
    for (int i = 0; i < 8; i++) {
      read(1 << 20);
    }
    assertThat(read(1 << 20)).as("and never more than this").isEqualTo(65_536);
  }

  @Test
  void theySuitWhatCameLast() {
    for (int i = 0; i < 20; i++) {
      read(64);
    }
    assertThat(read(1 << 20)).isLessThan(1_024);
  }

  @Test
  void littleIsReadAtOnceOfAPeerThatMayCompress() {
    for (int i = 0; i < 9; i++) {
      read(1 << 20);
    }
    channel.config().setRecvByteBufAllocator(buffers);
    ReadGate.alone(channel).compressed();
    for (int i = 0; i < 9; i++) {
      assertThat(read(1 << 20)).isEqualTo(2_048);
    }
  }

  @Test
  void aPeerThatWasStoppedBeginsAnew() {
    for (int i = 0; i < 9; i++) {
      read(1 << 20);
    }
    channel.config().setRecvByteBufAllocator(buffers);
    ReadGate.alone(channel).set(ReadGate.Reason.FLOOD, true);
    assertThat(read(1 << 20)).isEqualTo(2_048);
    assertThat(read(1 << 20)).isEqualTo(4_096);
  }
}
