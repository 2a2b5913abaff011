package dev.yodel.server.fanout;

import dev.yodel.server.owner.OwnedBy;
import dev.yodel.server.owner.Owner;
import java.util.ArrayList;
import java.util.List;

/**
 * Flushes each connection that was written to once per turn of its loop: flushing is a system call
 * and costs more than all else together.
 *
 * <p>The flush is a task behind those that wait already, so all that they write goes out with it.
 */
@OwnedBy(OwnedBy.Kind.LOOP)
public final class FlushBatch {

  private final Owner owner;
  private List<Outbox> dirty = new ArrayList<>();
  private List<Outbox> spare = new ArrayList<>();

  FlushBatch(Owner owner) {
    this.owner = owner;
  }

  /** Notes a connection that was written to; it calls once until it is flushed. */
  void add(Outbox outbox) {
    if (dirty.isEmpty()) {
      owner.execute(this::flush);
    }
    dirty.add(outbox);
  }

  private void flush() {
    assert owner.isCurrent();
    List<Outbox> batch = dirty;
    dirty = spare;
    for (Outbox outbox : batch) {
      outbox.flush();
    }
    batch.clear();
    spare = batch;
  }
}
