package dev.yodel.server.log.sqlite;

import java.sql.SQLException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Moves what is in the write-ahead file over to the database, on a thread and a connection of its
 * own: a disk may take seconds to sync pages from all over a file, and no post waits for that.
 *
 * <p>The writer itself does it only when that file has grown to {@link Connector#MOST_PAGES_AHEAD}
 * pages; little of it is then left to move.
 */
final class Checkpointer implements AutoCloseable {

  /** How many events are written before their pages are moved. */
  static final int EVENTS = 250;

  private static final Logger LOG = LoggerFactory.getLogger(Checkpointer.class);

  private final LogFile file;
  private final Durability durability;
  private final Connector connector;
  private final ExecutorService thread =
      Executors.newSingleThreadExecutor(task -> new Thread(task, "log-checkpoint"));
  private final AtomicBoolean running = new AtomicBoolean();
  private @Nullable Database database; // its thread's
  private int written; // the writer's

  Checkpointer(LogFile file, Durability durability, Connector connector) {
    this.file = file;
    this.durability = durability;
    this.connector = connector;
  }

  /** The writer has committed so many events. */
  void onWritten(int events) {
    written += events;
    if (written >= EVENTS && running.compareAndSet(false, true)) {
      written = 0;
      thread.execute(this::run);
    }
  }

  private void run() {
    try {
      if (database == null) {
        database = connector.writer(file, durability);
      }
      database.run("PRAGMA wal_checkpoint(PASSIVE)");
    } catch (SQLException | RuntimeException e) {
      LOG.warn("log not checkpointed file={}", file.database(), e);
      giveUp();
    } finally {
      running.set(false);
    }
  }

  private void giveUp() {
    try {
      if (database != null) {
        database.close();
      }
    } catch (SQLException e) {
      LOG.debug("log connection not closed file={}", file.database(), e);
    }
    database = null;
  }

  /** Waits for what is under way. */
  @Override
  public void close() {
    thread.execute(this::giveUp);
    thread.shutdown();
    try {
      thread.awaitTermination(Long.MAX_VALUE, TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
