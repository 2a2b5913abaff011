package dev.yodel.server.log.sqlite;

import dev.yodel.protocol.ErrorCode;
import dev.yodel.server.log.Answer;
import dev.yodel.server.log.LogQuery;
import dev.yodel.server.log.Searcher;
import dev.yodel.server.log.Slice;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/**
 * The threads that read, each with a connection of its own: they never wait for the writer, nor it
 * for them. A read is one transaction, bounded in rows by its query and in time by {@link
 * ReadConnection}. Searches have a thread of their own and half of a processor at most, so whoever
 * searches makes nobody else wait who comes back or looks up.
 */
final class Readers implements AutoCloseable {

  /** How many read at the same time, beside a search. */
  static final int THREADS = 2;

  /** The most reads that wait; one more is refused. */
  static final int MAX_WAITING = 4_096;

  private static final Logger LOG = LoggerFactory.getLogger(Readers.class);

  private final LogFile file;
  private final Connector connector;
  private final Clock clock;
  private final Damage damage;
  private final Queue<ReadConnection> idle = new ConcurrentLinkedQueue<>();
  private final ThreadPoolExecutor threads;
  private final ScheduledThreadPoolExecutor searchThread;
  private final Searcher searcher;

  Readers(LogFile file, Connector connector, Clock clock, Damage damage) {
    this.damage = damage;
    this.file = file;
    this.connector = connector;
    this.clock = clock;
    AtomicInteger number = new AtomicInteger();
    this.threads =
        new ThreadPoolExecutor(
            THREADS,
            THREADS,
            0,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(MAX_WAITING),
            task -> new Thread(task, "log-reader-" + number.incrementAndGet()));
    this.searchThread =
        new ScheduledThreadPoolExecutor(1, task -> new Thread(task, "log-searcher"));
    searchThread.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    this.searcher = new Searcher(searchThread, clock);
  }

  /** Reads soon; the answer comes on a thread of this. */
  void read(LogQuery query, Consumer<Answer<Slice>> answer) {
    if (query instanceof LogQuery.Search) {
      Searcher.search(searcher, clock, () -> readNow(query), found -> tell(answer, found));
      return;
    }
    try {
      threads.execute(() -> tell(answer, readNow(query)));
    } catch (RejectedExecutionException e) {
      answer.accept(new Answer.Refused<>(ErrorCode.OVERLOADED, "too many reads wait for the log"));
    }
  }

  private static void tell(Consumer<Answer<Slice>> answer, Answer<Slice> given) {
    try {
      answer.accept(given);
    } catch (RejectedExecutionException e) {
      LOG.debug("log speaks to nobody: the server stopped");
    } catch (RuntimeException e) {
      LOG.error("log answer not taken", e);
    }
  }

  private Answer<Slice> readNow(LogQuery query) {
    ReadConnection connection = idle.poll();
    try {
      if (connection == null) {
        connection = new ReadConnection(connector.reader(file), clock);
      }
      Slice slice = connection.read(query);
      idle.add(connection);
      return new Answer.Given<>(slice);
    } catch (SQLException | RuntimeException | OutOfMemoryError e) {
      if (connection != null) {
        connection.close();
      }
      return refusal(e);
    }
  }

  private Answer<Slice> refusal(Throwable e) {
    if (e instanceof Exception failure && damage.shows(failure)) {
      return new Answer.Refused<>(ErrorCode.STORAGE_UNAVAILABLE, "the log is damaged here");
    }
    if (e instanceof SQLiteException failure
        && failure.getResultCode() == SQLiteErrorCode.SQLITE_INTERRUPT) {
      return new Answer.Refused<>(ErrorCode.OVERLOADED, "reading took too long: ask for less");
    }
    LOG.error("log read failed file={}", file.database(), e);
    return new Answer.Refused<>(ErrorCode.STORAGE_UNAVAILABLE, "the log cannot be read now");
  }

  /** Finishes the reads that wait, and the search that is under way. */
  @Override
  public void close() {
    List.of(threads, searchThread).forEach(ExecutorService::shutdown);
    List.of(threads, searchThread).forEach(Readers::await);
    idle.forEach(ReadConnection::close);
    idle.clear();
  }

  private static void await(ThreadPoolExecutor pool) {
    try {
      if (!pool.awaitTermination(ReadConnection.LONGEST.toSeconds() * 2, TimeUnit.SECONDS)) {
        LOG.warn("log reads given up waiting={}", pool.shutdownNow().size());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
