package dev.yodel.server.boot;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.PooledByteBufAllocator;
import java.util.List;
import org.junit.jupiter.api.Test;

class OverloadTest {

  private static final int MUCH = 32 << 20;

  /** As where the JDK has no Unsafe to count with. */
  @Test
  void memoryThatNobodyCountsIsThatOfBothAllocators() {
    for (ByteBufAllocator allocator :
        List.of(ByteBufAllocator.DEFAULT, PooledByteBufAllocator.DEFAULT)) {
      ByteBuf much = allocator.directBuffer(MUCH);
      long used = Overload.directMemory(-1);
      much.release();

      assertThat(used).isGreaterThanOrEqualTo(MUCH);
    }
    assertThat(Overload.directMemory(1)).isEqualTo(1);
  }
}
