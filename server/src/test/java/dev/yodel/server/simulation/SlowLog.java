package dev.yodel.server.simulation;

import dev.yodel.protocol.RoomName;
import dev.yodel.protocol.ServerMessage.Receipt;
import dev.yodel.server.log.Answer;
import dev.yodel.server.log.Draft;
import dev.yodel.server.log.LogQuery;
import dev.yodel.server.log.RoomLog;
import dev.yodel.server.log.RoomState;
import dev.yodel.server.log.Slice;
import dev.yodel.server.owner.Owner;
import java.util.function.Consumer;

/** A log that does its work later, on owners of its own: one writes, one reads. */
record SlowLog(RoomLog log, Owner writer, Owner reader) implements RoomLog {

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
    writer.execute(() -> log.load(room, answer));
  }

  @Override
  public void append(Draft draft, Consumer<Answer<Receipt>> answer) {
    writer.execute(() -> log.append(draft, answer));
  }

  @Override
  public void read(LogQuery query, Consumer<Answer<Slice>> answer) {
    reader.execute(() -> log.read(query, answer));
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
