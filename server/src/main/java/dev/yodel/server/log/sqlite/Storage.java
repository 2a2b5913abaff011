package dev.yodel.server.log.sqlite;

import dev.yodel.protocol.RoomName;
import dev.yodel.server.log.Logged;
import dev.yodel.server.log.RoomLog;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The writer's connection, and what to think of the disk. The writer's thread owns it.
 *
 * <p>After a failed commit nobody knows whether it took place. The connection is given up, and the
 * next one tells: events that are there although nobody was told are told now, in their place in
 * the order, before anything follows them. Their authors were refused; asking again, they hear that
 * their {@code postId} is known.
 */
final class Storage {

  private static final Logger LOG = LoggerFactory.getLogger(Storage.class);

  /** What is done in a transaction. */
  @FunctionalInterface
  interface Work {
    void in(Database database) throws SQLException;
  }

  /** What is read from a connection. */
  @FunctionalInterface
  interface Reading<T> {
    T from(Database database) throws SQLException;
  }

  private final LogFile file;
  private final Durability durability;
  private final Connector connector;
  private final RoomLog.Tail tail;
  private final Damage damage;
  private final AtomicReference<@Nullable String> newEpoch = new AtomicReference<>();
  private @Nullable Database database;
  private long toldSeq;
  private volatile boolean healthy = true; // read by any thread

  /**
   * A closed storage.
   *
   * @param tail is shown every event once it is committed; throws nothing
   * @param damage is told of what fails
   */
  Storage(
      LogFile file, Durability durability, Connector connector, RoomLog.Tail tail, Damage damage) {
    this.file = file;
    this.damage = damage;
    this.durability = durability;
    this.connector = connector;
    this.tail = tail;
  }

  /** The first connection: what is there now counts as told. Returns the epoch. */
  String start() throws SQLException {
    Database first = connector.writer(file, durability);
    database = first;
    toldSeq = EventRows.lastSeq(first);
    String epoch =
        first.first("SELECT value FROM fact WHERE name = 'epoch'", row -> row.getString(1));
    if (epoch == null) {
      throw new SQLException("epoch: missing (expected: the one drawn with the file)");
    }
    return epoch;
  }

  /** The connection, a new one if the last was given up. */
  Database database() throws SQLException {
    if (database == null) {
      Database opened = connector.writer(file, durability);
      try {
        tellUntold(opened);
      } catch (SQLException | RuntimeException e) {
        opened.close();
        throw e;
      }
      database = opened;
    }
    return database;
  }

  private void tellUntold(Database opened) throws SQLException {
    List<Logged> untold =
        opened.rows(
            "SELECT"
                + EventRows.COLUMNS
                + ", (SELECT r.name FROM room r WHERE r.id = event.room)"
                + " FROM event WHERE seq > ? ORDER BY seq",
            row -> EventRows.read(new RoomName(row.getString(16)), row),
            toldSeq);
    tell(new News(untold, floors(opened, untold)));
    if (!untold.isEmpty()) {
      LOG.warn("log commit was done after all file={} events={}", file.database(), untold.size());
    }
    toldSeq = EventRows.lastSeq(opened);
  }

  private static List<News.Floor> floors(Database opened, List<Logged> events) throws SQLException {
    List<News.Floor> floors = new ArrayList<>();
    Set<RoomName> rooms = new LinkedHashSet<>();
    events.forEach(logged -> rooms.add(logged.event().at().room()));
    for (RoomName name : rooms) {
      RoomRow room = RoomRow.find(opened, name);
      if (room != null && room.floor() > 0) {
        floors.add(new News.Floor(name, room.floor()));
      }
    }
    return floors;
  }

  /** What was told last, and so between transactions the {@code seq} that was given last. */
  long toldSeq() {
    return toldSeq;
  }

  boolean isHealthy() {
    return healthy;
  }

  /** Has the epoch written by the next transaction, and by those after it until one succeeds. */
  void keepEpoch(String epoch) {
    newEpoch.set(epoch);
  }

  /**
   * Does some work in one transaction.
   *
   * @return null when it is committed; else why it is not, or not for certain
   */
  @Nullable Exception transact(Work work) {
    boolean committing = false;
    try {
      Database current = database();
      current.begin();
      work.in(current);
      String epoch = newEpoch.get();
      if (epoch != null) {
        current.update("UPDATE fact SET value = ? WHERE name = 'epoch'", epoch);
      }
      committing = true;
      current.commit();
      newEpoch.compareAndSet(epoch, null);
    } catch (SQLException | RuntimeException e) {
      unhealthy(e);
      if (committing) {
        reopen();
      } else {
        takeBack();
      }
      return e;
    }
    if (!healthy) {
      healthy = true;
      LOG.info("log writes again file={}", file.database());
    }
    return null;
  }

  /** Tells of what is committed. */
  void tell(News news) {
    for (Logged logged : news.events()) {
      toldSeq = logged.seq();
      tail.onLogged(logged);
    }
    news.floors().forEach(floor -> tail.onFloor(floor.room(), floor.seq()));
  }

  private void takeBack() {
    try {
      if (database != null) {
        database.rollback();
      }
    } catch (SQLException e) {
      LOG.debug("log not rolled back file={}", file.database(), e);
      giveUp();
    }
  }

  private void reopen() {
    giveUp();
    try {
      database();
    } catch (SQLException e) {
      LOG.debug("log not open yet file={}", file.database(), e);
    }
  }

  /** Reads outside a transaction; a connection that cannot is given up. */
  <T> T read(Reading<T> reading) throws SQLException {
    try {
      return reading.from(database());
    } catch (SQLException | RuntimeException e) {
      damage.shows(e);
      giveUp();
      throw e;
    }
  }

  /** Empties the write-ahead file; false if somebody still reads in it after so long. */
  boolean checkpoint(int patienceMillis) {
    try {
      return database().emptiesWriteAhead(patienceMillis);
    } catch (SQLException e) {
      LOG.warn("log not checkpointed file={}", file.database(), e);
      return true;
    }
  }

  private void unhealthy(Exception cause) {
    if (cause instanceof SQLException) {
      damage.shows(cause);
    }
    if (healthy) {
      healthy = false;
      LOG.error("log cannot write, trying again file={}", file.database(), cause);
    }
  }

  private void giveUp() {
    Database broken = database;
    database = null;
    try {
      if (broken != null) {
        broken.close();
      }
    } catch (SQLException e) {
      LOG.debug("log connection not closed file={}", file.database(), e);
    }
  }

  /** Leaves one whole file behind; nothing is written from now on. */
  void close() {
    healthy = false;
    if (database != null) {
      checkpoint(Connector.BUSY_MILLIS);
    }
    giveUp();
  }
}
