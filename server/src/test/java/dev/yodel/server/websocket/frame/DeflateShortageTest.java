package dev.yodel.server.websocket.frame;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.AbstractByteBufAllocator;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.buffer.UnpooledByteBufAllocator;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** One deflater serves a loop's connections: one that has no memory must not touch the others. */
class DeflateShortageTest {

  private static @Nullable ByteBuf bob(DeflateEngine engine) {
    byte[] text = "Hello Bob. ".repeat(3000).getBytes(StandardCharsets.US_ASCII);
    return new PerMessageDeflate(engine, UnpooledByteBufAllocator.DEFAULT, 15)
        .frame(Unpooled.wrappedBuffer(text), Opcode.TEXT);
  }

  @Test
  void whatFailsLeavesNothingToTheNext() {
    DeflateEngine shared = new DeflateEngine();
    Scarce scarce = new Scarce();
    byte[] noise = new byte[30_000];
    new Random(7).nextBytes(noise);

    PerMessageDeflate ann = new PerMessageDeflate(shared, scarce, 15);
    assertThatThrownBy(() -> ann.frame(Unpooled.wrappedBuffer(noise), Opcode.BINARY))
        .isInstanceOf(IndexOutOfBoundsException.class);

    assertThat(scarce.made).isNotEmpty().allMatch(buffer -> buffer.refCnt() == 0);
    DeflateEngine fresh = new DeflateEngine();
    ByteBuf frame = bob(shared);
    ByteBuf expected = bob(fresh);
    assertThat(frame).isNotNull().isEqualTo(expected);
    assertThat(ByteBufUtil.getBytes(frame)).hasSizeLessThan(200);
    List.of(frame, expected).forEach(ByteBuf::release);
    List.of(shared, fresh).forEach(DeflateEngine::close);
  }

  /** Has no memory for a buffer to grow. */
  private static final class Scarce extends AbstractByteBufAllocator {

    private final List<ByteBuf> made = new ArrayList<>();

    @Override
    protected ByteBuf newHeapBuffer(int initialCapacity, int maxCapacity) {
      return UnpooledByteBufAllocator.DEFAULT.heapBuffer(initialCapacity, initialCapacity);
    }

    @Override
    protected ByteBuf newDirectBuffer(int initialCapacity, int maxCapacity) {
      ByteBuf buffer =
          UnpooledByteBufAllocator.DEFAULT.directBuffer(initialCapacity, initialCapacity);
      made.add(buffer);
      return buffer;
    }

    @Override
    public boolean isDirectBufferPooled() {
      return false;
    }
  }
}
