package dev.yodel.server.guard;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BucketTest {

  private static final long SECOND = 1_000_000_000L;
  private static final long START = Long.parseLong("9223372036854775807") - SECOND / 2;

  private final Bucket ten = new Bucket(10, START);

  @Test
  void aSecondsWorthIsThereAtOnceAndTheRestIsWaitedFor() {
    assertThat(ten.take(10, START)).isZero();
    assertThat(ten.take(5, START)).isEqualTo(SECOND / 2);
    assertThat(ten.take(1, START + SECOND)).isZero();
  }

  @Test
  void whatIsNotThereIsNotTaken() {
    for (int i = 0; i < 10; i++) {
      assertThat(ten.tryTake(START)).isTrue();
    }
    assertThat(ten.tryTake(START)).isFalse();
    assertThat(ten.tryTake(START)).isFalse();
    assertThat(ten.tryTake(START + SECOND / 10)).isTrue();
    assertThat(ten.tryTake(START + SECOND / 10)).isFalse();
  }

  @Test
  void itNeverHoldsMoreThanASecondsWorth() {
    assertThat(ten.take(20, START + 100 * SECOND)).isEqualTo(SECOND);
  }

  @Test
  void zeroIsNoLimit() {
    Bucket endless = new Bucket(0, START);
    assertThat(endless.take(1 << 30, START)).isZero();
    assertThat(endless.tryTake(START)).isTrue();
    assertThat(endless.isFull(START)).isTrue();
  }

  @Test
  void itIsFullAgainASecondAfterItWasEmpty() {
    assertThat(ten.isFull(START)).isTrue();
    assertThat(ten.take(10, START)).isZero();
    assertThat(ten.isFull(START + SECOND - 1)).isFalse();
    assertThat(ten.isFull(START + SECOND)).isTrue();
  }
}
