package dev.yodel.client.bench;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.yodel.client.bench.Plan.Crowd;
import dev.yodel.client.bench.Plan.Phases;
import dev.yodel.client.bench.Plan.Shape;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PayloadsTest {

  private static final Phases PHASES =
      new Phases(Duration.ZERO, Duration.ZERO, Duration.ofSeconds(1), Duration.ofSeconds(1));

  private final Payloads payloads = new Payloads(new Shape(List.of(12, 40), true), 42);

  @Test
  void neighboursDifferAndEachIsKnownAgain() {
    Set<String> seen = new HashSet<>();
    for (int connection = 0; connection < 5; connection++) {
      for (long number = 0; number < 200; number++) {
        ByteBuf message = payloads.message(connection, number);
        assertThat(message.readableBytes()).isEqualTo(number % 2 == 0 ? 12 : 40);
        assertThat(payloads.isMessage(message, connection, number)).isTrue();
        assertThat(payloads.isMessage(message, connection, number + 2)).isFalse();
        assertThat(payloads.isMessage(message, connection + 1, number)).isFalse();
        String text = message.toString(US_ASCII);
        assertThat(text).matches("[A-Za-z0-9+/]+");
        assertThat(seen.add(text)).isTrue();
      }
    }
  }

  @Test
  void oneChangedByteIsSeenWhereverItIs() {
    for (int at = 0; at < 40; at++) {
      ByteBuf copy = payloads.message(3, 1).copy();
      copy.setByte(at, copy.getByte(at) ^ 1);
      assertThat(payloads.isMessage(copy, 3, 1)).isFalse();
      copy.release();
    }
    assertThat(payloads.isMessage(payloads.message(3, 1).slice(0, 39), 3, 1)).isFalse();
  }

  @Test
  void aStampIsReadBack() {
    byte[] bytes = new byte[50];
    Stamp.write(bytes, 0x89abcdef, 513, 123_456_789, 0x7123_4567_89ab_cdefL);
    ByteBuf post = Unpooled.wrappedBuffer(bytes);
    assertThat(Stamp.isOf(0x89abcdef, post)).isTrue();
    assertThat(Stamp.isOf(0x09abcdef, post)).isFalse();
    assertThat(Stamp.poster(post)).isEqualTo(513);
    assertThat(Stamp.number(post)).isEqualTo(123_456_789);
    assertThat(Stamp.instant(post)).isEqualTo(0x7123_4567_89ab_cdefL);
    assertThat(Stamp.isOf(0x89abcdef, post.slice(0, 35))).isFalse();
    post.setByte(20, 'x');
    assertThat(Stamp.isOf(0x89abcdef, post)).isFalse();
  }

  @Test
  void slowReadersAreSpreadAndPostersAreNoneOfThem() {
    Plan plan =
        new Plan(
            100, new Load.Closed(1), new Shape(List.of(64), true), PHASES, new Crowd(1, 1, 2, 0.1));
    List<Integer> slow = IntStream.range(0, 100).filter(plan::isSlow).boxed().toList();
    assertThat(slow).hasSize(10).doesNotContain(0, 1).contains(9, 99);
  }

  @Test
  void whatDoesNotGoTogetherIsRefused() {
    Shape small = new Shape(List.of(64, 35), true);
    Load one = new Load.Closed(1);
    assertThatThrownBy(() -> new Plan(5, one, small, PHASES, new Crowd(1, 1, 1, 0)))
        .hasMessage("size: 35 (expected: at least 36 bytes for a post)");
    assertThatThrownBy(() -> new Plan(0, one, small, PHASES, Crowd.PLAIN))
        .hasMessage("connections: 0 (expected: 1 to 1000000)");
    assertThatThrownBy(() -> new Plan(2, one, small, PHASES, new Crowd(1, 1, 3, 0)))
        .hasMessageStartingWith("posters: 3 (expected: 1 to the number of connections");
    assertThatThrownBy(() -> new Crowd(1, 1, 0, 1)).hasMessageStartingWith("slow: 1.0 (expected:");
    assertThatThrownBy(() -> new Load.Closed(0)).hasMessage("depth: 0 (expected: 1 to 10000)");
    assertThatThrownBy(() -> new Load.Open(Double.NaN)).hasMessageStartingWith("rate: NaN");
  }
}
