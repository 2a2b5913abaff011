package dev.yodel.server.log;

import dev.yodel.protocol.RoomName;
import dev.yodel.protocol.ServerMessage.Receipt;
import java.util.function.Consumer;

/** A log that leaves all its work to another; what is not so is overridden. */
public abstract class ForwardingLog implements RoomLog {

  private final RoomLog log;

  /** A log around another. */
  protected ForwardingLog(RoomLog log) {
    this.log = log;
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
  public void append(Draft draft, Consumer<Answer<Receipt>> answer) {
    log.append(draft, answer);
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
