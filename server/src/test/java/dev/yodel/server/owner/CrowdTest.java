package dev.yodel.server.owner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.yodel.server.LogCapture;
import dev.yodel.server.fanout.LoopOwner;
import io.netty.channel.embedded.EmbeddedChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CrowdTest {

  private static final int COST_MICROS = 50;

  private final EmbeddedChannel loop = new EmbeddedChannel();
  private final Crowd crowd = new Crowd(new LoopOwner(loop.eventLoop()));
  private final List<String> done = new ArrayList<>();

  CrowdTest() {
    loop.freezeTime();
    loop.advanceTimeBy(1, TimeUnit.SECONDS);
  }

  @AfterEach
  void close() {
    loop.finishAndReleaseAll();
  }

  private Runnable work(String name) {
    return () -> {
      done.add(name);
      loop.advanceTimeBy(COST_MICROS, TimeUnit.MICROSECONDS);
    };
  }

  private void pass(long micros) {
    loop.advanceTimeBy(micros, TimeUnit.MICROSECONDS);
    loop.runScheduledPendingTasks();
  }

  @Test
  void othersHaveAsLongAsTheCrowdHad() {
    for (int i = 1; i <= 5; i++) {
      crowd.take(work("" + i));
    }
    assertThat(done).containsExactly("1", "2");
    assertThat(crowd.size()).isEqualTo(3);
    pass(99);
    assertThat(done).hasSize(2);
    pass(1);
    assertThat(done).containsExactly("1", "2", "3", "4");
    pass(99);
    assertThat(done).hasSize(4);
    pass(1);
    assertThat(done).containsExactly("1", "2", "3", "4", "5");
    assertThat(crowd.size()).isZero();
  }

  @Test
  void whoComesAloneBehindALongSliceWaitsAsLongAsItTook() {
    crowd.take(
        () -> {
          done.add("long");
          loop.advanceTimeBy(500, TimeUnit.MICROSECONDS);
        });
    pass(300);
    crowd.take(work("soon"));
    assertThat(done).containsExactly("long");
    pass(500);
    assertThat(done).containsExactly("long", "soon");
    pass(100);
    crowd.take(work("later"));
    assertThat(done).containsExactly("long", "soon", "later");
  }

  @Test
  void whatWasSpentOutsideOfItsTurnsIsPaidForAsWell() {
    for (int i = 1; i <= 3; i++) {
      crowd.take(work("" + i));
    }
    assertThat(done).containsExactly("1", "2");
    crowd.spend(400_000);
    pass(100);
    crowd.take(work("4"));
    pass(399);
    assertThat(done).hasSize(2);
    pass(1);
    assertThat(done).containsExactly("1", "2", "3", "4");
  }

  @Test
  void whatBeginsMoreThanItDoesItselfIsASlice() {
    for (int i = 1; i <= 3; i++) {
      crowd.takeWhole(work("" + i));
    }
    crowd.take(work("4"));
    assertThat(done).containsExactly("1");
    pass(149);
    assertThat(done).hasSize(1);
    pass(1);
    assertThat(done).containsExactly("1", "2");
    pass(150);
    pass(150);
    assertThat(done).containsExactly("1", "2", "3", "4");
  }

  @Test
  void aNewcomerWaitsBehindThoseWhoWait() {
    for (int i = 1; i <= 5; i++) {
      crowd.take(work("" + i));
    }
    loop.advanceTimeBy(75, TimeUnit.MICROSECONDS);
    crowd.take(work("late"));
    pass(25);
    pass(100);
    assertThat(done).containsExactly("1", "2", "3", "4", "5", "late");
  }

  @Test
  void workThatAsksForMoreOfItselfWaitsBehindTheOthers() {
    Runnable[] more = new Runnable[1];
    more[0] =
        () -> {
          done.add("more");
          crowd.take(more[0]);
          crowd.take(more[0]);
          loop.advanceTimeBy(COST_MICROS, TimeUnit.MICROSECONDS);
        };
    crowd.take(more[0]);
    crowd.take(work("other"));
    assertThat(done).containsExactly("more");
    pass(50);
    assertThat(done).containsExactly("more", "more", "other");
    pass(100);
    assertThat(done).containsExactly("more", "more", "other", "more", "more");
  }

  @Test
  void whatAsksForMoreWhileItRunsPaysFirst() {
    Runnable[] more = new Runnable[1];
    more[0] =
        () -> {
          crowd.take(more[0]);
          work("more").run();
        };
    crowd.take(more[0]);
    pass(49);
    assertThat(done).hasSize(1);
    for (int turn = 1; turn <= 10; turn++) {
      pass(1);
      assertThat(done).hasSize(1 + 2 * turn);
      pass(99);
      assertThat(done).hasSize(1 + 2 * turn);
    }
  }

  @Test
  void whatIsDroppedIsNotDone() {
    Runnable third = work("3");
    crowd.take(work("1"));
    crowd.take(work("2"));
    crowd.take(third);
    crowd.take(work("4"));
    crowd.drop(third);
    assertThat(crowd.size()).isEqualTo(1);
    pass(100);
    assertThat(done).containsExactly("1", "2", "4");
  }

  @Test
  void whatThrowsKeepsNobodyWaiting() {
    crowd.take(work("1"));
    crowd.take(work("2"));
    crowd.take(
        () -> {
          loop.advanceTimeBy(COST_MICROS, TimeUnit.MICROSECONDS);
          throw new IllegalStateException("boom");
        });
    crowd.take(work("4"));
    try (LogCapture log = new LogCapture()) {
      pass(100);
      assertThat(log.lines()).containsExactly("task failed");
    }
    pass(50);
    assertThat(done).containsExactly("1", "2", "4");
    assertThatThrownBy(
            () -> {
              loop.advanceTimeBy(1, TimeUnit.SECONDS);
              crowd.take(
                  () -> {
                    throw new IllegalStateException("at once");
                  });
            })
        .hasMessage("at once");
    crowd.take(work("5"));
    assertThat(done).contains("5");
  }
}
