package dev.yodel.server.boot;

import dev.yodel.server.log.MemoryLog;
import dev.yodel.server.log.RoomLog;
import dev.yodel.server.log.Searcher;
import dev.yodel.server.log.sqlite.KeyFile;
import dev.yodel.server.log.sqlite.LogFile;
import dev.yodel.server.log.sqlite.LogUnusableException;
import dev.yodel.server.log.sqlite.SqliteLog;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Makes the log, and knows the secret that lives as long as the log does. */
final class LogComposition {

  private final RoomLog log;
  private final byte[] secret;

  /**
   * Opens the log.
   *
   * @throws dev.yodel.server.log.sqlite.LogUnusableException when it cannot be used
   */
  LogComposition(LogConfig config, Clock clock, RandomTags tags) {
    LogFile file = config.file();
    if (file == null) {
      secret = tags.bytes(KeyFile.LENGTH);
      log =
          new MemoryLog(
              config.retention(),
              clock,
              () -> tags.of(13),
              new Searcher(searchThread(), clock),
              config.memory());
    } else {
      log =
          new SqliteLog(
              new SqliteLog.Options(file, config.durability(), config.retention()),
              clock,
              () -> tags.of(13));
      secret = secret(file, log);
    }
  }

  /** Asked for when the log is known to be one: beside another file nothing is made. */
  private static byte[] secret(LogFile file, RoomLog log) {
    try {
      return KeyFile.readOrDraw(file, new SecureRandom());
    } catch (LogUnusableException e) {
      log.close();
      throw e;
    }
  }

  /** One thread, there while it is needed: a search of memory takes its time. */
  private static ScheduledExecutorService searchThread() {
    ScheduledThreadPoolExecutor thread =
        new ScheduledThreadPoolExecutor(1, task -> new Thread(task, "log-searcher"));
    thread.setKeepAliveTime(1, TimeUnit.SECONDS);
    thread.allowCoreThreadTimeOut(true);
    return thread;
  }

  RoomLog log() {
    return log;
  }

  /**
   * Signs the tokens with which guests come back: theirs hold as long as the log remembers them.
   */
  byte[] secret() {
    return secret.clone();
  }
}
