package dev.yodel.server.guard;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.embedded.EmbeddedChannel;
import java.net.InetAddress;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.helpers.NOPLogger;

class PeerLogTest {

  private static final Logger NOWHERE = NOPLogger.NOP_LOGGER;

  private final EmbeddedChannel channel = new EmbeddedChannel();

  @Test
  void anAddressHasSoManyLinesASecond() {
    channel.freezeTime();
    Caller caller = new Caller(FloodLimits.PerAddress.none(), now());
    new Client(InetAddress.getLoopbackAddress(), false, caller).setOn(channel);
    for (int line = 0; line < Caller.LINES_PER_SECOND; line++) {
      assertThat(PeerLog.allows(NOWHERE, channel)).isTrue();
    }
    assertThat(PeerLog.allows(NOWHERE, channel)).isFalse();
    channel.advanceTimeBy(1, TimeUnit.SECONDS);
    assertThat(PeerLog.allows(NOWHERE, channel)).isTrue();
  }

  @Test
  void whatIsLeftOutIsToldOnceASecond() {
    LineRate rate = new LineRate(20, 0);
    int told = 0;
    for (long nanos = 0; nanos < TimeUnit.SECONDS.toNanos(5); nanos += 10_000_000) {
      told += rate.take(nanos) > 0 ? 1 : 0;
    }
    assertThat(told).isBetween(4, 6);
  }

  @Test
  void requestsHideNothingElse() {
    channel.freezeTime();
    Caller caller = new Caller(FloodLimits.PerAddress.none(), now());
    new Client(InetAddress.getLoopbackAddress(), false, caller).setOn(channel);
    for (int line = 0; line < Caller.REQUEST_LINES_PER_SECOND; line++) {
      assertThat(PeerLog.allowsRequest(NOWHERE, channel)).isTrue();
    }
    assertThat(PeerLog.allowsRequest(NOWHERE, channel)).isFalse();
    assertThat(PeerLog.allows(NOWHERE, channel)).isTrue();
  }

  private long now() {
    return channel.eventLoop().ticker().nanoTime();
  }

  @Test
  void whoHasNoLimitsIsAlwaysLogged() {
    for (int line = 0; line < 10 * Caller.LINES_PER_SECOND; line++) {
      assertThat(PeerLog.allows(NOWHERE, channel)).isTrue();
    }
  }
}
