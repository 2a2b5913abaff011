package dev.yodel.posts;

import dev.yodel.protocol.Author;
import dev.yodel.protocol.Role;
import dev.yodel.protocol.RoomName;
import dev.yodel.protocol.ServerMessage.Receipt;
import dev.yodel.server.log.Answer;
import dev.yodel.server.log.Draft;
import dev.yodel.server.log.RoomLog;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/** Callers of a log without sockets, each with one draft on its way, in a room of its own. */
final class LogCallers {

  private static final String TEXT = "some words of a message ".repeat(8);

  private final RoomLog log;
  private final AtomicInteger answered = new AtomicInteger();
  private final CountDownLatch ended;
  private volatile boolean stopped;

  private LogCallers(RoomLog log, int callers) {
    this.log = log;
    this.ended = new CountDownLatch(callers);
  }

  static double appendsPerSecond(RoomLog log, int callers, long nanos) throws InterruptedException {
    LogCallers all = new LogCallers(log, callers);
    long start = System.nanoTime();
    for (int i = 0; i < callers; i++) {
      all.append(new RoomName("room" + i), new Author("u" + i, "User" + i), 1);
    }
    while (System.nanoTime() - start < nanos) {
      new CountDownLatch(1).await(20, java.util.concurrent.TimeUnit.MILLISECONDS);
    }
    double perSecond = all.answered.get() * 1e9 / (System.nanoTime() - start);
    all.stopped = true;
    all.ended.await();
    return perSecond;
  }

  private void append(RoomName room, Author author, int number) {
    Draft draft =
        new Draft(
            room,
            new Draft.By(author, Role.MEMBER, false),
            "p" + number,
            new Draft.Text(TEXT, null));
    log.append(draft, answer -> onAnswer(answer, room, author, number));
  }

  private void onAnswer(Answer<Receipt> answer, RoomName room, Author author, int number) {
    if (answer instanceof Answer.Given) {
      answered.incrementAndGet();
    }
    if (stopped) {
      ended.countDown();
    } else {
      append(room, author, number + 1);
    }
  }
}
