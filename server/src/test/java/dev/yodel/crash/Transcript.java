package dev.yodel.crash;

import dev.yodel.protocol.RoomEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What one client saw and was told, by the rules of the protocol. Its owner guards it. */
public final class Transcript {

  /** One message as a client or the log has it. */
  public record Line(long seq, String author, String postId, String text) {
    public static Line of(RoomEvent.Message message) {
      return new Line(
          message.at().seq(), message.at().from().id(), message.at().postId(), message.text());
    }
  }

  /** What was seen, and the positions that were told, by post. */
  public record Part(List<Line> lines, Map<String, Long> acknowledged) {}

  private final List<Line> lines = new ArrayList<>();
  private final Map<String, Long> acknowledged = new TreeMap<>();
  private final List<String> faults = new ArrayList<>();
  private Runnable onNext = () -> {};
  private long start = -1;
  private long last;

  /** Where the client came in. */
  public synchronized void startAt(long head) {
    start = head;
    last = head;
  }

  /** An event came, live or replayed. */
  public synchronized void apply(RoomEvent event) {
    long seq = event.at().seq();
    if (seq <= last) {
      faults.add("duplicate: seq " + seq + " after " + last);
      return;
    }
    if (event.at().prev() != last) {
      faults.add("gap: prev " + event.at().prev() + " of " + seq + " after " + last);
    }
    last = seq;
    if (event instanceof RoomEvent.Message message) {
      lines.add(Line.of(message));
    }
  }

  /**
   * Runs this once, at the next acknowledgement: by the thread that hears it, before anything else.
   */
  public synchronized void atNextAcknowledgement(Runnable task) {
    onNext = task;
  }

  public synchronized void acknowledge(String postId, long seq) {
    onNext.run();
    onNext = () -> {};
    Long before = acknowledged.put(postId, seq);
    if (before != null && before != seq) {
      faults.add("moved: " + postId + " from " + before + " to " + seq);
    }
  }

  /** Forgets what lies up to a position, and returns it. */
  public synchronized Part take(long upTo) {
    List<Line> seen = lines.stream().takeWhile(line -> line.seq() <= upTo).toList();
    lines.subList(0, seen.size()).clear();
    Map<String, Long> told = new TreeMap<>(acknowledged);
    told.values().removeIf(seq -> seq > upTo);
    acknowledged.keySet().removeAll(told.keySet());
    return new Part(seen, told);
  }

  public synchronized void fault(String what) {
    faults.add(what);
  }

  public synchronized long start() {
    return start;
  }

  public synchronized long last() {
    return last;
  }

  public synchronized List<Line> lines() {
    return List.copyOf(lines);
  }

  public synchronized Map<String, Long> acknowledged() {
    return Map.copyOf(acknowledged);
  }

  public synchronized List<String> faults() {
    return List.copyOf(faults);
  }
}
