package dev.yodel.client;

import dev.yodel.client.Loss.Reason;
import dev.yodel.protocol.Position;
import dev.yodel.protocol.RoomEvent;
import dev.yodel.protocol.ServerMessage.Joined;
import dev.yodel.protocol.ServerMessage.Resync;
import dev.yodel.protocol.ServerMessage.RoomSpan;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where one reader stands in one room's log, and the rule by which it moves on. Owned by the
 * client's event loop; knows no connection.
 *
 * <pre>
 *   event.seq  &lt;= seq        known: drop it
 *   event.prev &lt;= seq        the next: take it
 *   event.prev &gt;  seq        a gap: resume after seq; the same gap again is a loss
 * </pre>
 *
 * <p>Implementation note: a gap is closed by resuming, not by {@code history}, which gives messages
 * with their edits folded in but not the edits of older messages.
 */
final class RoomCursor {

  /** What to do with an event. */
  enum Step {
    TAKE,
    DROP,
    /** Resume after {@link #position}. */
    GAP,
    /** The resume did not bring what is missing: take it and tell of the loss. */
    LOSS
  }

  private @Nullable RoomSpan span;
  private long seq;
  private boolean whole; // nothing is left out up to seq, or it need not be shown
  private long resumedAt = -1;

  RoomCursor(@Nullable Position start) {
    if (start != null) {
      span = new RoomSpan(start.epoch(), start.seq(), 0);
      seq = start.seq();
      whole = true;
    }
  }

  /** Where to resume; empty before the log up to there was shown: all of it would come. */
  Optional<Position> position() {
    return span == null || (seq == 0 && !whole)
        ? Optional.empty()
        : Optional.of(new Position(span.epoch(), seq));
  }

  long seq() {
    return seq;
  }

  /** What the log held when one last entered; means nothing before that. */
  RoomSpan span() {
    return span == null ? new RoomSpan("", seq, 0) : span;
  }

  /** One is in the room; returns what was lost, or null. */
  @Nullable Reason onJoined(Joined joined) {
    whole = Boolean.TRUE.equals(joined.recovered());
    RoomSpan before = span;
    span = joined.span();
    boolean asked = joined.recovered() != null;
    if (before == null || whole) {
      return null;
    }
    if (!before.epoch().equals(span.epoch()) || seq > span.head()) {
      seq = 0;
      return asked ? Reason.REPLACED : null;
    }
    return asked ? Reason.DROPPED : null;
  }

  /** The server cannot go on where we are; returns what was lost. The room begins anew. */
  Reason onResync(Resync resync) {
    RoomSpan before = span;
    span = resync.span();
    whole = false;
    if (before != null && before.epoch().equals(span.epoch()) && seq <= span.head()) {
      return Reason.DROPPED;
    }
    seq = 0;
    return Reason.REPLACED;
  }

  /** What to do with an event that came between {@code joined} and {@code live}. */
  Step onReplayed(RoomEvent event) {
    return whole ? onEvent(event) : known(event) ? Step.DROP : take(event);
  }

  /** What to do with an event that came when it happened. */
  Step onEvent(RoomEvent event) {
    if (known(event)) {
      return Step.DROP;
    }
    if (event.at().prev() <= seq) {
      return take(event);
    }
    if (resumedAt != seq) {
      resumedAt = seq;
      return Step.GAP;
    }
    take(event);
    return Step.LOSS;
  }

  /** The replay is over: what comes now follows this place. */
  void onLive(long head) {
    if (!whole) {
      seq = Math.max(seq, head);
    }
    whole = true;
  }

  private boolean known(RoomEvent event) {
    return event.at().seq() <= seq;
  }

  private Step take(RoomEvent event) {
    seq = event.at().seq();
    return Step.TAKE;
  }
}
