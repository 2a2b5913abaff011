package dev.yodel.server.guard;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import org.junit.jupiter.api.Test;

class DiscardTest {

  @Test
  void soMuchIsDroppedAndTheRestIsLeftUnread() {
    EmbeddedChannel channel = new EmbeddedChannel(new Discard());
    for (ByteBuf bytes : new ByteBuf[] {zeros(Discard.MOST - 1), zeros(1)}) {
      assertThat(channel.config().isAutoRead()).isTrue();
      assertThat(channel.writeInbound(bytes)).as("nobody sees it").isFalse();
      assertThat(bytes.refCnt()).isZero();
    }
    assertThat(channel.config().isAutoRead()).isFalse();
    channel.finishAndReleaseAll();
  }

  private static ByteBuf zeros(int count) {
    return Unpooled.buffer(count).writeZero(count);
  }
}
