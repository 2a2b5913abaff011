package dev.yodel.server.boot;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.channel.nio.NioIoHandler;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CrowdsTest {

  private static final int WAITING = 20;

  private final EventLoopGroup loops =
      new MultiThreadIoEventLoopGroup(2, NioIoHandler.newFactory());
  private final Crowds crowds = new Crowds();

  @AfterEach
  void end() {
    loops.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
  }

  @Test
  void whatWaitsHasPassed() {
    AtomicInteger done = new AtomicInteger();
    EventLoop loop = loops.next();
    loop.submit(
            () -> {
              for (int i = 0; i < WAITING; i++) {
                crowds
                    .of(loop)
                    .take(
                        () -> {
                          LockSupport.parkNanos(Duration.ofMillis(1).toNanos());
                          done.incrementAndGet();
                        });
              }
            })
        .awaitUninterruptibly();

    assertThat(crowds.passed(loops).awaitUninterruptibly(20, TimeUnit.SECONDS)).isTrue();
    assertThat(done).hasValue(WAITING);
  }

  /** As the server's rehearsal has one. */
  @Test
  void aLoopThatRunsNoMoreIsNotWaitedFor() {
    EmbeddedChannel rehearsed = new EmbeddedChannel();
    crowds.of(rehearsed.eventLoop());
    rehearsed.finish();

    assertThat(crowds.passed(loops).awaitUninterruptibly(20, TimeUnit.SECONDS)).isTrue();
  }
}
