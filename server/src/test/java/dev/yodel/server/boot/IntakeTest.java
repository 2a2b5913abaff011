package dev.yodel.server.boot;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.embedded.EmbeddedChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class IntakeTest {

  /** What it takes to let one in: three fit into a slice, or what is over it. */
  private static final int COST_MICROS = 35;

  private final List<Object> inside = new ArrayList<>();
  private boolean hears = true;
  private final EmbeddedChannel port = new EmbeddedChannel();

  IntakeTest() {
    port.freezeTime();
    port.advanceTimeBy(1, TimeUnit.SECONDS);
    port.pipeline()
        .addLast(
            new Intake((accepted, nowNanos) -> hears, new Crowds()),
            new ChannelInboundHandlerAdapter() {
              @Override
              public void channelRead(ChannelHandlerContext context, Object connection) {
                inside.add(connection);
                port.advanceTimeBy(COST_MICROS, TimeUnit.MICROSECONDS);
              }
            });
  }

  @AfterEach
  void close() {
    port.finishAndReleaseAll();
  }

  private List<Channel> come(int count) {
    List<Channel> crowd = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Channel connection =
          new EmbeddedChannel() {
            @Override
            protected void doClose() throws Exception {
              super.doClose();
              port.advanceTimeBy(COST_MICROS, TimeUnit.MICROSECONDS);
            }
          };
      crowd.add(connection);
      port.pipeline().fireChannelRead(connection);
    }
    return crowd;
  }

  private void turn() {
    port.advanceTimeBy(3 * COST_MICROS, TimeUnit.MICROSECONDS);
    port.runScheduledPendingTasks();
  }

  @Test
  void aCrowdIsLetInSliceBySliceInItsOrder() {
    List<Channel> crowd = new ArrayList<>(come(8));

    assertThat(inside).isEqualTo(crowd.subList(0, 3));
    turn();
    assertThat(inside).isEqualTo(crowd.subList(0, 6));
    crowd.addAll(come(1));
    turn();
    assertThat(inside).isEqualTo(crowd);
  }

  @Test
  void soManyWaitThatTheFirstIsLetInWhenOneMoreComes() {
    List<Channel> crowd = come(3 + Intake.MOST_WAITING);
    assertThat(inside).hasSize(3);
    come(1);
    assertThat(inside).hasSize(4).endsWith(crowd.get(3));
    for (int i = 0; i <= Intake.MOST_WAITING / 3; i++) {
      turn();
    }
    assertThat(inside).hasSize(4 + Intake.MOST_WAITING);
  }

  @Test
  void whoIsNotHeardStandsForASecondAndIsClosedInItsTurn() {
    hears = false;
    List<Channel> ignored = come(50);
    port.advanceTimeBy(Intake.UNHEARD_MILLIS - 1, TimeUnit.MILLISECONDS);
    port.runScheduledPendingTasks();
    assertThat(ignored).allMatch(Channel::isOpen);
    port.advanceTimeBy(1, TimeUnit.MILLISECONDS);
    port.runScheduledPendingTasks();
    assertThat(ignored.get(0).isOpen()).isFalse();
    turn();
    assertThat(ignored.subList(6, 50)).allMatch(Channel::isOpen);
    for (int i = 0; i < 16; i++) {
      turn();
    }
    assertThat(ignored).noneMatch(Channel::isOpen);
    assertThat(inside).isEmpty();
  }

  @Test
  void whoIsHeardDoesNotWaitForThoseWhoStand() {
    hears = false;
    List<Channel> ignored = come(50);
    hears = true;
    assertThat(inside).isEqualTo(come(1));
    assertThat(ignored).allMatch(Channel::isOpen);
  }

  @Test
  void whoCameLaterStandsAsLong() {
    hears = false;
    come(1);
    port.advanceTimeBy(Intake.UNHEARD_MILLIS / 2, TimeUnit.MILLISECONDS);
    List<Channel> later = come(1);
    port.advanceTimeBy(Intake.UNHEARD_MILLIS / 2, TimeUnit.MILLISECONDS);
    turn();
    assertThat(later).allMatch(Channel::isOpen);
    port.advanceTimeBy(Intake.UNHEARD_MILLIS / 2, TimeUnit.MILLISECONDS);
    turn();
    assertThat(later).noneMatch(Channel::isOpen);
  }

  @Test
  void whenTooManyStandTheFirstOfThemIsClosed() {
    hears = false;
    List<Channel> ignored = come(Intake.MOST_UNHEARD);
    assertThat(ignored).allMatch(Channel::isOpen);
    List<Channel> next = come(1);
    assertThat(ignored.get(0).isOpen()).isFalse();
    assertThat(ignored.subList(1, Intake.MOST_UNHEARD)).allMatch(Channel::isOpen);
    assertThat(next).allMatch(Channel::isOpen);
  }

  @Test
  void whoComesAloneIsLetInAtOnce() {
    for (int i = 0; i < 20; i++) {
      assertThat(inside).containsAll(come(1));
      port.advanceTimeBy(200, TimeUnit.MICROSECONDS);
    }
    come(5);
    assertThat(inside).as("and of five at the same time three").hasSize(23);
  }

  @Test
  void whoStillWaitsWhenThePortIsClosedIsClosed() {
    List<Channel> crowd = come(6);
    hears = false;
    List<Channel> ignored = come(2);
    port.close();
    assertThat(ignored).noneMatch(Channel::isOpen);
    turn();
    assertThat(inside).isEqualTo(crowd.subList(0, 3));
    assertThat(crowd.subList(3, 6)).noneMatch(Channel::isOpen);
    assertThat(crowd.subList(0, 3)).allMatch(Channel::isOpen);
  }
}
