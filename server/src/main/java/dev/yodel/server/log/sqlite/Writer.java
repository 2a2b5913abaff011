package dev.yodel.server.log.sqlite;

import dev.yodel.protocol.ErrorCode;
import dev.yodel.protocol.RoomName;
import dev.yodel.protocol.ServerMessage.Receipt;
import dev.yodel.server.log.Answer;
import dev.yodel.server.log.Draft;
import dev.yodel.server.log.Retention;
import dev.yodel.server.log.RoomState;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one thread that writes. It takes what waits, up to {@value #MAX_BATCH} jobs, and its drafts
 * into one transaction: while the disk is busy with one, the next one gathers.
 *
 * <pre>
 *   queue --> begin, append, append, ..., commit --> tail: event, event, ...
 *                                        |           answer: receipt, receipt, ...
 *                                        '-- failed --> answer: storage_unavailable
 * </pre>
 *
 * <p>A room's state is read here as well, when drafts are written and told: so it comes exactly
 * between the events before it and those after. A crowd that enters rooms does not part what can
 * share a sync, and a draft waits for {@value #LOADS} states at the most.
 */
final class Writer implements Runnable {

  /** The most jobs that are taken at once, and so the most drafts of one transaction. */
  static final int MAX_BATCH = 1_024;

  /** The most states that are read between two looks for drafts. */
  static final int LOADS = 8;

  /** How often it looks after the file when nothing comes. */
  static final long TICK_MILLIS = 1_000;

  private static final Logger LOG = LoggerFactory.getLogger(Writer.class);

  private sealed interface Job {}

  private record Append(Draft draft, Consumer<Answer<Receipt>> answer) implements Job {}

  private record Load(RoomName room, Consumer<Answer<RoomState>> answer) implements Job {}

  private record Stop() implements Job {}

  private final BlockingQueue<Job> queue = new LinkedBlockingQueue<>();
  private final Deque<Load> loads = new ArrayDeque<>();
  private final Storage storage;
  private final Checkpointer checkpointer;
  private final Retention retention;
  private final Clock clock;
  private final Upkeep upkeep;
  private volatile boolean stopped;
  private long lastTick;

  Writer(Storage storage, Checkpointer checkpointer, Retention retention, Clock clock) {
    this.storage = storage;
    this.checkpointer = checkpointer;
    this.retention = retention;
    this.clock = clock;
    this.upkeep = new Upkeep(storage, new Sweep(retention));
  }

  void append(Draft draft, Consumer<Answer<Receipt>> answer) {
    submit(new Append(draft, answer));
  }

  void load(RoomName room, Consumer<Answer<RoomState>> answer) {
    submit(new Load(room, answer));
  }

  /** Ends the thread once what waits is written. */
  void stop() {
    queue.add(new Stop());
  }

  private void submit(Job job) {
    queue.add(job);
    if (stopped) {
      refuseWaiting();
    }
  }

  @Override
  public void run() {
    try {
      while (!stopped) {
        turn();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      stopped = true;
      queue.addAll(loads);
      checkpointer.close();
      storage.close();
      refuseWaiting();
    }
  }

  private void turn() throws InterruptedException {
    List<Append> drafts = new ArrayList<>();
    Job job = loads.isEmpty() ? queue.poll(TICK_MILLIS, TimeUnit.MILLISECONDS) : queue.poll();
    boolean idle = job == null && loads.isEmpty();
    for (int taken = 1; job instanceof Append || job instanceof Load; taken++) {
      if (job instanceof Append append) {
        drafts.add(append);
      } else {
        loads.add((Load) job);
      }
      job = taken < MAX_BATCH ? queue.poll() : null;
    }
    if (!drafts.isEmpty()) {
      write(drafts);
    }
    stopped = job instanceof Stop;
    for (int read = 0; !loads.isEmpty() && (stopped || read < LOADS); read++) {
      Load load = loads.remove();
      tell(load.answer(), state(load.room()));
    }
    Instant now = now();
    if (idle || Math.abs(now.toEpochMilli() - lastTick) >= TICK_MILLIS) { // clocks are set back too
      upkeep.tick(now, idle);
      lastTick = now.toEpochMilli();
    }
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }

  private void write(List<Append> batch) {
    List<Answer<Receipt>> answers = new ArrayList<>(batch.size());
    News news = new News();
    Exception failure =
        storage.transact(
            database -> {
              Appender appender = new Appender(database, retention, storage.toldSeq(), now(), news);
              for (Append append : batch) {
                answers.add(appender.append(append.draft()));
              }
              appender.finish();
            });
    if (failure != null) {
      refuse(batch, failure);
      return;
    }
    storage.tell(news);
    for (int i = 0; i < batch.size(); i++) {
      tell(batch.get(i).answer(), answers.get(i));
    }
    checkpointer.onWritten(batch.size());
  }

  private static void refuse(List<Append> batch, Exception failure) {
    Answer<Receipt> refusal =
        failure instanceof SQLException
            ? new Answer.Refused<>(
                ErrorCode.STORAGE_UNAVAILABLE, "the log cannot take it now: try again")
            : new Answer.Refused<>(ErrorCode.INTERNAL, "the log could not take it: try again");
    batch.forEach(append -> tell(append.answer(), refusal));
  }

  private Answer<RoomState> state(RoomName name) {
    try {
      return new Answer.Given<>(storage.read(database -> state(database, name)));
    } catch (SQLException | RuntimeException e) {
      LOG.error("log read failed room={}", name, e);
      return new Answer.Refused<>(ErrorCode.STORAGE_UNAVAILABLE, "the log cannot be read now");
    }
  }

  private RoomState state(Database database, RoomName name) throws SQLException {
    RoomRow room = RoomRow.find(database, name);
    return room == null
        ? new RoomState(name, 0, 0, List.of())
        : new RoomState(
            room.name(),
            room.head(),
            room.floor(),
            SanctionRows.inForce(database, room.id(), now()));
  }

  private void refuseWaiting() {
    for (Job job = queue.poll(); job != null; job = queue.poll()) {
      ErrorCode code = ErrorCode.STORAGE_UNAVAILABLE;
      if (job instanceof Append append) {
        tell(append.answer(), new Answer.Refused<>(code, "the log is closed"));
      } else if (job instanceof Load load) {
        tell(load.answer(), new Answer.Refused<>(code, "the log is closed"));
      }
    }
  }

  private static <T> void tell(Consumer<Answer<T>> answer, Answer<T> given) {
    try {
      answer.accept(given);
    } catch (RejectedExecutionException e) {
      LOG.debug("log speaks to nobody: the server stopped");
    } catch (RuntimeException e) {
      LOG.error("log answer not taken", e);
    }
  }
}
