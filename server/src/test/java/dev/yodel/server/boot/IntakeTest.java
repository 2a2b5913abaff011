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

  private final List<Object> inside = new ArrayList<>();
  private final EmbeddedChannel port = new EmbeddedChannel();

  IntakeTest() {
    port.freezeTime();
    port.pipeline()
        .addLast(
            new Intake(),
            new ChannelInboundHandlerAdapter() {
              @Override
              public void channelRead(ChannelHandlerContext context, Object connection) {
                inside.add(connection);
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
      Channel connection = new EmbeddedChannel();
      crowd.add(connection);
      port.pipeline().fireChannelRead(connection);
    }
    return crowd;
  }

  private void turn() {
    port.advanceTimeBy(1, TimeUnit.NANOSECONDS);
    port.runScheduledPendingTasks();
  }

  @Test
  void aCrowdIsLetInAFewEachTurnInItsOrder() {
    List<Channel> crowd = new ArrayList<>(come(11));

    assertThat(inside).isEqualTo(crowd.subList(0, 4));
    turn();
    assertThat(inside).isEqualTo(crowd.subList(0, 8));
    crowd.addAll(come(1));
    turn();
    assertThat(inside).isEqualTo(crowd);
  }

  @Test
  void soManyWaitThatTheNextIsLetInAtOnce() {
    come(4 + Intake.MOST_WAITING);
    assertThat(inside).hasSize(4);
    List<Channel> next = come(1);
    assertThat(inside).hasSize(5).endsWith(next.get(0));
    for (int i = 0; i < Intake.MOST_WAITING / 4; i++) {
      turn();
    }
    assertThat(inside).hasSize(5 + Intake.MOST_WAITING);
  }

  @Test
  void whoComesAloneIsLetInAtOnce() {
    for (int i = 0; i < 20; i++) {
      assertThat(inside).containsAll(come(1));
      port.advanceTimeBy(200, TimeUnit.MICROSECONDS);
    }
    come(5);
    assertThat(inside).as("and of five at the same time four").hasSize(24);
  }

  @Test
  void whoStillWaitsWhenThePortIsClosedIsClosed() {
    List<Channel> crowd = come(6);
    port.close();
    turn();
    assertThat(inside).isEqualTo(crowd.subList(0, 4));
    assertThat(crowd.subList(4, 6)).noneMatch(Channel::isOpen);
    assertThat(crowd.subList(0, 4)).allMatch(Channel::isOpen);
  }
}
