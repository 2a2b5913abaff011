package dev.yodel.server.fanout;

import dev.yodel.server.chat.Dialect;
import dev.yodel.server.owner.OwnedBy;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Events that a section saw in one turn and has yet to write. Their frames go out as one buffer for
 * each dialect: what a broadcast costs is the visits to its members, not the bytes.
 */
@OwnedBy(OwnedBy.Kind.LOOP)
final class Batch {

  /** A seat takes a batch or waits: so much more than its watermark may be written to it. */
  static final int MAX_BYTES = 16 * 1024;

  private final FrameMaker maker;
  private final List<ShownEvent> events = new ArrayList<>();
  private final Map<Dialect, Optional<PreparedFrame>> joined = new EnumMap<>(Dialect.class);
  private int bytes;

  Batch(FrameMaker maker) {
    this.maker = maker;
  }

  /** Takes an event, and the caller's share of its frames. */
  void add(ShownEvent event) {
    events.add(event);
    bytes += event.bytes();
  }

  boolean isEmpty() {
    return events.isEmpty();
  }

  boolean isFull() {
    return bytes >= MAX_BYTES;
  }

  /** The last event of it. */
  long last() {
    return events.get(events.size() - 1).seq();
  }

  /** All that there is to write in a dialect; null if there is nothing. It remains the batch's. */
  @Nullable PreparedFrame frames(Dialect dialect) {
    if (events.size() == 1) {
      return events.get(0).frame(dialect);
    }
    return joined.computeIfAbsent(dialect, this::join).orElse(null);
  }

  private Optional<PreparedFrame> join(Dialect dialect) {
    List<PreparedFrame> frames = new ArrayList<>();
    for (ShownEvent event : events) {
      PreparedFrame frame = event.frame(dialect);
      if (frame != null) {
        frames.add(frame);
      }
    }
    return frames.isEmpty() ? Optional.empty() : Optional.of(maker.join(frames));
  }

  /** Lets go of all events: it can be filled again. */
  void clear() {
    joined.values().forEach(frame -> frame.ifPresent(PreparedFrame::release));
    joined.clear();
    events.forEach(ShownEvent::release);
    events.clear();
    bytes = 0;
  }
}
