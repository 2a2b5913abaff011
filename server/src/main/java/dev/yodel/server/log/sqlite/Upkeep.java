package dev.yodel.server.log.sqlite;

import java.sql.SQLException;
import java.time.Instant;

/**
 * What the writer does for the file from time to time: retention, checkpoints, trying a sick disk.
 */
final class Upkeep {

  /** How many idle ticks pass before the write-ahead file is emptied. */
  static final int QUIET_TICKS = 5;

  /** How much is written to see whether the disk takes anything again. */
  static final int PROBE_BYTES = 16_384;

  private final Storage storage;
  private final Sweep sweep;
  private int quietTicks;
  private boolean emptied;

  Upkeep(Storage storage, Sweep sweep) {
    this.storage = storage;
    this.sweep = sweep;
  }

  /**
   * One look.
   *
   * @param idle whether nothing came since the last one
   */
  void tick(Instant now, boolean idle) {
    quietTicks = idle ? quietTicks + 1 : 0;
    emptied &= idle;
    boolean sick = !storage.isHealthy();
    News news = new News();
    Exception failure =
        storage.transact(
            database -> {
              if (sick) {
                probe(database);
              }
              sweep.slice(database, now, news);
            });
    if (failure != null) {
      return;
    }
    storage.tell(news);
    if (quietTicks >= QUIET_TICKS && !emptied) {
      emptied = storage.checkpoint(0); // or at the next look: posts wait for no reader
    }
  }

  private static void probe(Database database) throws SQLException {
    database.update(
        "INSERT INTO fact (name, value) VALUES ('probe', hex(randomblob(?)))"
            + " ON CONFLICT DO UPDATE SET value = excluded.value",
        PROBE_BYTES / 2);
  }
}
