package dev.yodel.server.simulation;

import dev.yodel.protocol.RoomName;
import dev.yodel.protocol.ServerMessage.Receipt;
import dev.yodel.server.log.Answer;
import dev.yodel.server.log.Draft;
import dev.yodel.server.log.ForwardingLog;
import dev.yodel.server.log.LogQuery;
import dev.yodel.server.log.RoomLog;
import dev.yodel.server.log.RoomState;
import dev.yodel.server.log.Slice;
import dev.yodel.server.owner.Owner;
import java.util.function.Consumer;

/** A log that does its work later, on owners of its own: one writes, one reads. */
final class SlowLog extends ForwardingLog {

  private final Owner writer;
  private final Owner reader;

  SlowLog(RoomLog log, Owner writer, Owner reader) {
    super(log);
    this.writer = writer;
    this.reader = reader;
  }

  @Override
  public void load(RoomName room, Consumer<Answer<RoomState>> answer) {
    writer.execute(() -> super.load(room, answer));
  }

  @Override
  public void append(Draft draft, Consumer<Answer<Receipt>> answer) {
    writer.execute(() -> super.append(draft, answer));
  }

  @Override
  public void read(LogQuery query, Consumer<Answer<Slice>> answer) {
    reader.execute(() -> super.read(query, answer));
  }
}
