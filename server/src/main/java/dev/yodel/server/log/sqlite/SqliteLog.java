package dev.yodel.server.log.sqlite;

import dev.yodel.protocol.RoomName;
import dev.yodel.protocol.ServerMessage.Receipt;
import dev.yodel.server.log.Answer;
import dev.yodel.server.log.Draft;
import dev.yodel.server.log.LogQuery;
import dev.yodel.server.log.Logged;
import dev.yodel.server.log.Retention;
import dev.yodel.server.log.RoomLog;
import dev.yodel.server.log.RoomState;
import dev.yodel.server.log.Slice;
import java.sql.SQLException;
import java.time.Clock;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The log in one SQLite file: one thread writes, a few read, and one process has the file.
 *
 * <pre>
 *   append, load --> Writer  --> rooms.db-wal --> rooms.db
 *   read ----------> Readers <--------'---------------'
 * </pre>
 */
public final class SqliteLog implements RoomLog {

  private static final Logger LOG = LoggerFactory.getLogger(SqliteLog.class);

  private final LogFile file;
  private final ProcessLock lock;
  private final Damage damage;
  private final Storage storage;
  private final Writer writer;
  private final Thread writerThread;
  private final Readers readers;
  private final Supplier<String> epochs;
  private final Object epochLock = new Object();
  private final Relay relay = new Relay();
  private volatile String epoch;
  private boolean renewed;

  /**
   * What a log is told.
   *
   * @param durability what an acknowledged event survives
   */
  public record Options(LogFile file, Durability durability, Retention retention) {}

  /**
   * Opens a log, and makes it if the file is missing.
   *
   * @param epochs draws a random name for a line of numbers
   * @throws LogUnusableException when it is in use, damaged, of a newer version, or out of reach
   */
  public SqliteLog(Options options, Clock clock, Supplier<String> epochs) {
    this(options, clock, epochs, Connector.driver());
  }

  SqliteLog(Options options, Clock clock, Supplier<String> epochs, Connector connector) {
    this.file = options.file();
    this.epochs = epochs;
    this.damage = new Damage(file);
    Opening.refuseStranger(file);
    this.lock = ProcessLock.take(file);
    try {
      NativeLibrary.unpackBeside(file);
      new Opening(file, connector).prepare(epochs);
      this.storage = new Storage(file, options.durability(), connector, relay, damage);
      this.epoch = storage.start();
    } catch (SQLException e) {
      lock.close();
      throw Opening.refusal(file.database(), e);
    } catch (RuntimeException e) {
      lock.close();
      throw e;
    }
    Checkpointer checkpointer = new Checkpointer(file, options.durability(), connector);
    this.writer = new Writer(storage, checkpointer, options.retention(), clock);
    this.readers = new Readers(file, connector, clock, damage);
    this.writerThread = new Thread(writer, "log-writer");
    writerThread.start();
    LOG.info(
        "log opened file={} durability={} epoch={}", file.database(), options.durability(), epoch);
  }

  @Override
  public String epoch() {
    return epoch;
  }

  @Override
  public void tail(Tail listener) {
    relay.listener = listener;
  }

  /** Stands between the writer and a listener that comes later and may throw. */
  private static final class Relay implements Tail {
    private volatile @Nullable Tail listener;

    @Override
    public void onLogged(Logged logged) {
      tell(tail -> tail.onLogged(logged));
    }

    @Override
    public void onFloor(RoomName room, long floor) {
      tell(tail -> tail.onFloor(room, floor));
    }

    private void tell(Consumer<Tail> what) {
      Tail tail = listener;
      try {
        if (tail != null) {
          what.accept(tail);
        }
      } catch (RejectedExecutionException e) {
        LOG.debug("log speaks to nobody: the server stopped");
      } catch (RuntimeException e) {
        LOG.error("log event not taken", e);
      }
    }
  }

  @Override
  public void load(RoomName room, Consumer<Answer<RoomState>> answer) {
    writer.load(room, answer);
  }

  @Override
  public void append(Draft draft, Consumer<Answer<Receipt>> answer) {
    writer.append(draft, answer);
  }

  @Override
  public void read(LogQuery query, Consumer<Answer<Slice>> answer) {
    readers.read(query, answer);
  }

  /**
   * {@inheritDoc}
   *
   * <p>A silent restore happens only while the file is not locked, that is before it was opened: so
   * once is enough, and a peer that invents positions gains nothing by repeating it.
   */
  @Override
  public boolean renewEpoch() {
    synchronized (epochLock) {
      if (renewed) {
        return false;
      }
      renewed = true;
      String lost = epoch;
      epoch = epochs.get();
      storage.keepEpoch(epoch);
      LOG.info("log epoch renewed file={} lost={} epoch={}", file.database(), lost, epoch);
      return true;
    }
  }

  @Override
  public boolean isHealthy() {
    return storage.isHealthy() && !damage.isMet();
  }

  @Override
  public void close() {
    readers.close();
    writer.stop();
    try {
      writerThread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    lock.close();
    LOG.info("log closed file={}", file.database());
  }
}
