package dev.yodel.server.guard;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class CallersTest {

  private static final long SECOND = 1_000_000_000L;

  private static FloodLimits limits(boolean loopback) {
    return new FloodLimits(
        0,
        new FloodLimits.PerConnection(0, 0, 0),
        new FloodLimits.PerAddress(1, 0, 1, 0, 0, 0),
        loopback);
  }

  private static FloodLimits connects(int perSecond) {
    return new FloodLimits(
        0,
        new FloodLimits.PerConnection(0, 0, 0),
        new FloodLimits.PerAddress(0, perSecond, 0, 0, 0, 0),
        false);
  }

  private final Callers callers = new Callers(limits(false));

  private static InetAddress address(String text) {
    return Objects.requireNonNull(Network.literal(text));
  }

  private Caller enter(String text) {
    return Objects.requireNonNull(callers.enter(address(text), 0));
  }

  @Test
  void anIpv6NetworkCountsAsOneAddress() {
    assertThat(enter("2001:db8::1")).isSameAs(enter("2001:db8::ffff"));
    assertThat(enter("2001:db8:0:1::1")).isNotSameAs(enter("2001:db8::1"));
    assertThat(enter("192.0.2.1")).isSameAs(enter("::ffff:192.0.2.1"));
    assertThat(enter("192.0.2.2")).isNotSameAs(enter("192.0.2.1"));
  }

  @Test
  void loopbackHasNoLimitsUnlessToldOtherwise() {
    assertThat(callers.enter(address("127.0.0.2"), 0)).isNull();
    assertThat(callers.enter(address("::1"), 0)).isNull();
    assertThat(new Callers(limits(true)).enter(address("::1"), 0)).isNotNull();
  }

  @Test
  void oneMoreThanAllowedIsOver() {
    Caller caller = enter("192.0.2.1");
    assertThat(callers.isOver(caller)).isFalse();
    enter("192.0.2.1");
    assertThat(callers.isOver(caller)).isTrue();
    callers.leave(address("192.0.2.1"));
    assertThat(callers.isOver(caller)).isFalse();
  }

  @Test
  void whoComesTooOftenIsNotHeardUntilItHasPaid() {
    InetAddress hasty = address("192.0.2.1");
    Callers often = new Callers(connects(2));
    assertThat(often.mayConnect(hasty, SECOND)).isTrue();
    assertThat(often.mayConnect(hasty, SECOND)).isTrue();
    assertThat(often.mayConnect(hasty, SECOND)).isFalse();
    assertThat(often.mayConnect(address("192.0.2.2"), SECOND)).isTrue();
    assertThat(often.mayConnect(address("127.0.0.1"), SECOND)).isTrue();
    assertThat(often.mayConnect(hasty, SECOND + SECOND / 2)).isTrue();
    assertThat(often.mayConnect(hasty, SECOND + SECOND / 2)).isFalse();
    often.sweep(2 * SECOND);
    assertThat(often.size()).as("it still owes").isEqualTo(1);
    often.sweep(3 * SECOND);
    assertThat(often.size()).isZero();
  }

  @Test
  void anAddressIsForgottenOnceItIsGoneAndOwesNothing() {
    Caller caller = enter("192.0.2.1");
    assertThat(caller.mayShakeHands(SECOND)).isTrue();
    callers.sweep(10 * SECOND);
    assertThat(callers.size()).isEqualTo(1);
    callers.leave(address("192.0.2.1"));
    callers.sweep(SECOND + 1);
    assertThat(callers.size()).as("who comes back at once finds what it took").isEqualTo(1);
    callers.sweep(3 * SECOND);
    assertThat(callers.size()).isZero();
  }

  @Test
  void linesThatAreLeftOutAreCounted() {
    Caller caller = enter("192.0.2.1");
    for (int i = 0; i < Caller.LINES_PER_SECOND; i++) {
      assertThat(caller.lines().take(0)).isZero();
    }
    assertThat(caller.lines().take(0)).isEqualTo(-1);
    assertThat(caller.lines().take(0)).isEqualTo(-1);
    assertThat(caller.lines().take(SECOND)).isEqualTo(2);
    assertThat(caller.lines().take(SECOND)).isZero();
  }
}
