package dev.yodel.server.log.sqlite;

import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/**
 * Whether the file turned out to be damaged while it was open: a large one is not checked page by
 * page when it is opened. Nothing makes a damaged file whole but its keeper, so it is noted for
 * good and said once. What can be read and written still is.
 */
final class Damage {

  private static final Logger LOG = LoggerFactory.getLogger(Damage.class);

  private final LogFile file;
  private final AtomicBoolean met = new AtomicBoolean();

  Damage(LogFile file) {
    this.file = file;
  }

  boolean isMet() {
    return met.get();
  }

  /** Notes what a failure shows; whether that is damage. */
  boolean shows(Exception failure) {
    boolean shown = isDamage(failure);
    if (shown && met.compareAndSet(false, true)) {
      LOG.error("log damaged file={} ({})", file.database(), Opening.WAY_OUT, failure);
    }
    return shown;
  }

  /** A row that no log wrote is damage too. */
  private static boolean isDamage(Exception failure) {
    if (!(failure instanceof SQLException)) {
      return true;
    }
    return failure instanceof SQLiteException refusal && isDamage(refusal.getResultCode());
  }

  static boolean isDamage(SQLiteErrorCode code) {
    return code.name().startsWith("SQLITE_CORRUPT") || code == SQLiteErrorCode.SQLITE_NOTADB;
  }
}
