package dev.yodel.server.fanout;

import dev.yodel.protocol.ServerMessage;
import dev.yodel.server.chat.Dialect;
import dev.yodel.server.chat.Member;
import dev.yodel.server.owner.OwnedBy;

/**
 * What a member is told beside events and may miss while it does not read; of all of it only the
 * count is made up for. A plain member is told nothing.
 */
@OwnedBy(OwnedBy.Kind.LOOP)
final class Tidings {

  private final Section section;
  private final Member member;
  private final Outbox outbox;
  private boolean saidLive;
  private boolean countMissed;

  Tidings(Section section, Member member, Outbox outbox) {
    this.section = section;
    this.member = member;
    this.outbox = outbox;
    this.saidLive = !isHeard();
  }

  private boolean isHeard() {
    return member.dialect() == Dialect.JSON;
  }

  /** Whether the replay is over. */
  boolean saidLive() {
    return saidLive;
  }

  /** Ends the replay, if it is not over. */
  void sayLive(long cursor) {
    if (!saidLive) {
      saidLive = true;
      outbox.send(new ServerMessage.Live(section.place().room(), cursor));
    }
  }

  /** Tells it, unless the member does not read or is not live yet; false if it missed it. */
  boolean tell(Notice notice) {
    if (!isHeard() || member.connection() == notice.exceptConnection()) {
      return true;
    }
    if (saidLive && outbox.isWritable()) {
      outbox.deliver(notice.frame());
      return true;
    }
    countMissed |= notice.count() != null;
    return false;
  }

  /** The count may change unheard. */
  void missCount() {
    countMissed = true;
  }

  /** Whether a count is to be made up for. */
  boolean owesCount() {
    return countMissed;
  }

  /** Makes up for a count that was missed. */
  void sayCount() {
    if (countMissed && isHeard()) {
      outbox.send(section.count());
    }
    countMissed = false;
  }
}
