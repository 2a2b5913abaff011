package dev.yodel.server.log;

import dev.yodel.protocol.MessageState;
import dev.yodel.protocol.RoomEvent;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The events that a {@link MemoryRoom} has, ascending, and how much memory they take. */
final class MemoryEvents {

  /** What an event takes beside its text, in bytes and rounded up. */
  private static final int EVENT_BYTES = 700;

  private final TreeMap<Long, Logged> bySeq = new TreeMap<>();
  private long textBytes;

  void add(Logged logged) {
    bySeq.put(logged.seq(), logged);
    textBytes += textBytes(logged);
  }

  int size() {
    return bySeq.size();
  }

  long bytes() {
    return (long) bySeq.size() * EVENT_BYTES + textBytes;
  }

  List<Logged> after(long seq, int limit) {
    List<Logged> found = new ArrayList<>();
    Iterator<Logged> following = bySeq.tailMap(seq, false).values().iterator();
    while (found.size() < limit && following.hasNext()) {
      found.add(following.next());
    }
    return found;
  }

  /** Where the newer half begins of the events before a place: there if they are one or none. */
  long middleBefore(long seq) {
    Map<Long, Logged> before = bySeq.headMap(seq);
    return before.keySet().stream().skip((before.size() + 1) / 2).findFirst().orElse(seq);
  }

  /** Drops the events before a place; tells the last of them, 0 for none. */
  long dropBefore(long seq) {
    Map<Long, Logged> below = bySeq.headMap(seq);
    Long last = bySeq.lowerKey(seq);
    below.values().forEach(logged -> textBytes -= textBytes(logged));
    below.clear();
    return last == null ? 0 : last;
  }

  /** Blanks a message's text in every event that holds one. */
  void forgetTexts(MessageFold message, long target) {
    for (long seq : message.textSeqs()) {
      bySeq.computeIfPresent(seq, (key, logged) -> forgetText(logged, target));
    }
  }

  private Logged forgetText(Logged logged, long target) {
    Logged left = withoutText(logged, target);
    textBytes += textBytes(left) - textBytes(logged);
    return left;
  }

  private static Logged withoutText(Logged logged, long target) {
    RoomEvent event = logged.event();
    if (event.about() == target && event instanceof RoomEvent.Message message) {
      return new Logged(
          new RoomEvent.Message(message.at(), "", message.replyTo(), MessageState.DELETED),
          logged.plain());
    }
    if (event.about() == target && event instanceof RoomEvent.Edited edited) {
      return new Logged(new RoomEvent.Edited(edited.at(), target, ""), logged.plain());
    }
    return logged;
  }

  private static long textBytes(Logged logged) {
    RoomEvent event = logged.event();
    if (event instanceof RoomEvent.Message message) {
      return 2L * message.text().length();
    }
    return event instanceof RoomEvent.Edited edited ? 2L * edited.text().length() : 0;
  }
}
