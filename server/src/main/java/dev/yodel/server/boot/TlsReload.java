package dev.yodel.server.boot;

import dev.yodel.server.tls.TlsFiles;
import dev.yodel.server.tls.TlsTerminator;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Loads a renewed certificate, on a thread of its own: files may be slow.
 *
 * <p>Certificate and key are two files and change one after the other, so a change is loaded when
 * it has stood still from one look to the next. What cannot be used is tried again with every look,
 * since a file's mode may be mended unseen; it is an error in the log, once, and what was loaded
 * before stays.
 */
final class TlsReload implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(TlsReload.class);

  private final TlsFiles files;
  private final TlsTerminator terminator;
  private final ScheduledExecutorService thread;
  private String loaded;
  private String seen;
  private String failed = "";

  /**
   * Looks every so often.
   *
   * @param loaded the files' stamp when the terminator read them
   * @param period 0 for not at all
   */
  TlsReload(TlsFiles files, TlsTerminator terminator, String loaded, Duration period) {
    this.files = files;
    this.terminator = terminator;
    this.loaded = loaded;
    this.seen = loaded;
    this.thread =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread made = new Thread(task, "tls-reload");
              made.setDaemon(true);
              return made;
            });
    if (!period.isZero()) {
      long nanos = period.toNanos();
      thread.scheduleWithFixedDelay(this::look, nanos, nanos, TimeUnit.NANOSECONDS);
    }
  }

  /** Loads what the files hold, changed or not, and says so if it cannot. */
  void now() {
    try {
      thread.execute(
          () -> {
            failed = "";
            load(files.stamp());
          });
    } catch (RejectedExecutionException closed) {
      LOG.debug("tls certificate not loaded: stopping");
    }
  }

  private void look() {
    String now = files.stamp();
    if (!now.equals(loaded) && now.equals(seen)) {
      load(now);
    }
    seen = now;
  }

  private void load(String stamp) {
    try {
      terminator.load();
      loaded = stamp;
      failed = "";
    } catch (IOException | RuntimeException e) {
      String failure = stamp + " " + e.getMessage();
      if (!failure.equals(failed)) {
        LOG.error("tls certificate not loaded, the old one stays cause=\"{}\"", e.getMessage());
      }
      failed = failure;
    }
  }

  /** Returns when no load is under way. */
  @Override
  public void close() {
    thread.shutdown();
    boolean interrupted = false;
    while (!thread.isTerminated()) {
      try {
        thread.awaitTermination(1, TimeUnit.MINUTES);
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
