package dev.yodel.server.log;

import dev.yodel.protocol.RoomName;
import dev.yodel.protocol.ServerMessage.Receipt;
import dev.yodel.server.metrics.ServerMetrics;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * A log whose answers to posts are timed: from the append until it is as durable as it was told.
 */
public final class MeteredLog implements RoomLog {

  private final RoomLog log;
  private final ServerMetrics metrics;
  private final LongSupplier nanos;

  /**
   * A log around another.
   *
   * @param nanos the time, from any thread
   */
  public MeteredLog(RoomLog log, ServerMetrics metrics, LongSupplier nanos) {
    this.log = log;
    this.metrics = metrics;
    this.nanos = nanos;
  }

  @Override
  public void append(Draft draft, Consumer<Answer<Receipt>> answer) {
    long begun = nanos.getAsLong();
    log.append(
        draft,
        said -> {
          metrics.logged(nanos.getAsLong() - begun, said instanceof Answer.Given<?>);
          answer.accept(said);
        });
  }

  @Override
  public String epoch() {
    return log.epoch();
  }

  @Override
  public void tail(Tail listener) {
    log.tail(listener);
  }

  @Override
  public void load(RoomName room, Consumer<Answer<RoomState>> answer) {
    log.load(room, answer);
  }

  @Override
  public void read(LogQuery query, Consumer<Answer<Slice>> answer) {
    log.read(query, answer);
  }

  @Override
  public boolean renewEpoch() {
    return log.renewEpoch();
  }

  @Override
  public boolean isHealthy() {
    return log.isHealthy();
  }

  @Override
  public void close() {
    log.close();
  }
}
