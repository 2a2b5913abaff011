package dev.yodel.server.log;

import dev.yodel.protocol.ServerMessage.Receipt;
import dev.yodel.server.metrics.ServerMetrics;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * A log whose answers to posts are timed: from the append until it is as durable as it was told.
 */
public final class MeteredLog extends ForwardingLog {

  private final ServerMetrics metrics;
  private final LongSupplier nanos;

  /**
   * A log around another.
   *
   * @param nanos the time, from any thread
   */
  public MeteredLog(RoomLog log, ServerMetrics metrics, LongSupplier nanos) {
    super(log);
    this.metrics = metrics;
    this.nanos = nanos;
  }

  @Override
  public void append(Draft draft, Consumer<Answer<Receipt>> answer) {
    long begun = nanos.getAsLong();
    super.append(
        draft,
        said -> {
          metrics.logged(nanos.getAsLong() - begun, said instanceof Answer.Given<?>);
          answer.accept(said);
        });
  }
}
