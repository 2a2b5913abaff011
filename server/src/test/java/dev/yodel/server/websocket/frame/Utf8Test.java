package dev.yodel.server.websocket.frame;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Utf8Test {

  @Test
  void everyCodePointIsTextAndEverySurrogateIsNot() {
    for (int codePoint = 0; codePoint <= Character.MAX_CODE_POINT; codePoint++) {
      if (codePoint < Character.MIN_SURROGATE || codePoint > Character.MAX_SURROGATE) {
        byte[] bytes = new String(Character.toChars(codePoint)).getBytes(StandardCharsets.UTF_8);
        assertThat(check(bytes, 0)).isEqualTo(Utf8.COMPLETE);
      }
    }
    for (int surrogate = 0xD800; surrogate <= 0xDFFF; surrogate++) {
      byte[] bytes = {
        (byte) 0xED, (byte) (0x80 | (surrogate >> 6 & 0x3F)), (byte) (0x80 | (surrogate & 0x3F))
      };
      assertThat(check(bytes, 0)).isEqualTo(Utf8.INVALID);
    }
  }

  @Test
  void everyPairOfBytesIsJudgedAsTheJdkJudgesIt() {
    byte[] pair = new byte[2];
    for (int value = 0; value < 0x1_0000; value++) {
      pair[0] = (byte) (value >> 8);
      pair[1] = (byte) value;
      assertThat(check(pair, 0) == Utf8.COMPLETE).as("%04x", value).isEqualTo(isText(pair));
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void randomTextsAreJudgedAsTheJdkJudgesThem(long seed) {
    Random random = new Random(seed);
    for (int round = 0; round < 4000; round++) {
      byte[] text = randomText(random);
      if (random.nextBoolean() && text.length > 0) {
        text[random.nextInt(text.length)] = (byte) random.nextInt(256);
      }
      boolean expected = isText(text);
      assertThat(check(text, random.nextInt(text.length + 1)) == Utf8.COMPLETE)
          .as("seed %d round %d", seed, round)
          .isEqualTo(expected);
    }
  }

  @Test
  void badByteIsRefusedAtOnce() {
    byte[] prefix = {(byte) 0xF4, (byte) 0x90};
    assertThat(check(prefix, 0)).isEqualTo(Utf8.INVALID);
    byte[] alone = {(byte) 0xC0};
    assertThat(check(alone, 0)).isEqualTo(Utf8.INVALID);
  }

  private static byte[] randomText(Random random) {
    StringBuilder text = new StringBuilder();
    int runs = random.nextInt(6);
    for (int run = 0; run < runs; run++) {
      text.append("a".repeat(random.nextInt(20)));
      text.appendCodePoint(random.nextInt(0xD800));
      text.appendCodePoint(0x1_0000 + random.nextInt(0xF_0000));
    }
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static boolean isText(byte[] bytes) {
    try {
      StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
      return true;
    } catch (CharacterCodingException notText) {
      return false;
    }
  }

  /** Checks in two pieces. */
  private static int check(byte[] bytes, int split) {
    ByteBuf buffer = Unpooled.wrappedBuffer(bytes);
    int state = Utf8.check(Utf8.COMPLETE, buffer, 0, split);
    return state == Utf8.INVALID ? state : Utf8.check(state, buffer, split, bytes.length - split);
  }
}
