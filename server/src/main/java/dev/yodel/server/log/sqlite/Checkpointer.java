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
 * <p>Only a commit that finds all of that file moved begins it anew. So when it has grown to {@link
 * Connector#MOST_PAGES_AHEAD} pages this stands back for a while, and the writer moves what little
 * is left.
 */
final class Checkpointer implements AutoCloseable {

  /** How many events are written before their pages are moved. */
  static final int EVENTS = 250;

  /** Answers whether it had to wait, the pages of the file, and how many of them are moved. */
  static final String CHECKPOINT = "PRAGMA wal_checkpoint(PASSIVE)";

  private static final int PAGES = 2;

  private static final Logger LOG = LoggerFactory.getLogger(Checkpointer.class);

  private final LogFile file;
  private final Durability durability;
  private final Connector connector;
  private final ExecutorService thread =
      Executors.newSingleThreadExecutor(task -> new Thread(task, "log-checkpoint"));
  private final AtomicBoolean running = new AtomicBoolean();
  private @Nullable Database database; // its thread's
  private int written; // the writer's
  private volatile boolean standsBack;

  Checkpointer(LogFile file, Durability durability, Connector connector) {
    this.file = file;
    this.durability = durability;
    this.connector = connector;
  }

  /** The writer has committed so many events. */
  void onWritten(int events) {
    written += events;
    if (written < EVENTS) {
      return;
    }
    if (standsBack) {
      standsBack = false;
      written = 0;
    } else if (running.compareAndSet(false, true)) {
      written = 0;
      thread.execute(this::run);
    }
  }

  private void run() {
    try {
      if (database == null) {
        database = connector.writer(file, durability);
      }
      Long ahead = database.first(CHECKPOINT, row -> row.getLong(PAGES));
      standsBack = ahead != null && ahead >= Connector.MOST_PAGES_AHEAD;
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
