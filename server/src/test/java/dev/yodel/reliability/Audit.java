package dev.yodel.reliability;

import dev.yodel.crash.Transcript;
import dev.yodel.crash.Transcript.Line;
import dev.yodel.crash.Transcript.Part;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Holds what clients saw and were told against each other, again and again, and forgets it: the
 * posts of an author are numbered from 1 without a gap, so each must be seen by everybody, once and
 * in order.
 */
final class Audit {

  private final Map<String, Integer> counted = new HashMap<>();
  private final List<String> faults = new ArrayList<>();
  private Map<String, Long> seen = Map.of();
  private long posts;
  private long lost;
  private long doubled;

  /** Takes what all have seen since the last time. */
  void take(List<Transcript> transcripts) {
    long upTo = transcripts.stream().mapToLong(Transcript::last).min().orElse(0);
    long start = transcripts.stream().mapToLong(Transcript::start).min().orElse(0);
    Map<Transcript, Part> parts = new HashMap<>();
    transcripts.forEach(transcript -> parts.put(transcript, transcript.take(upTo)));
    List<Line> lines =
        transcripts.stream()
            .filter(transcript -> transcript.start() == start)
            .map(transcript -> parts.get(transcript).lines())
            .findFirst()
            .orElse(List.of());
    lines.forEach(this::count);
    parts.forEach(
        (transcript, part) -> {
          faults.addAll(transcript.faults());
          compare(lines.stream().filter(line -> line.seq() > transcript.start()).toList(), part);
        });
    expectTold(lines, parts);
  }

  /** Counts a post; those of one author are to come in the order of their numbers. */
  void count(Line line) {
    int dash = line.postId().lastIndexOf('-');
    String author = line.postId().substring(0, dash);
    int number = Integer.parseInt(line.postId().substring(dash + 1));
    int due = counted.getOrDefault(author, 0) + 1;
    posts++;
    if (number < due) {
      doubled++;
      faults.add("again: " + line);
    } else {
      lost += number - due;
      counted.put(author, number);
    }
  }

  /** Does not miss what an author posted before this one. */
  void comeIn(Line first) {
    int dash = first.postId().lastIndexOf('-');
    int number = Integer.parseInt(first.postId().substring(dash + 1));
    counted.putIfAbsent(first.postId().substring(0, dash), number - 1);
  }

  private void compare(List<Line> expected, Part part) {
    if (!part.lines().equals(expected)) {
      lost += Math.max(0, expected.size() - part.lines().size());
      faults.add("another order: saw " + part.lines().size() + " of " + expected.size());
    }
  }

  /** An acknowledgement may come after the event, and so after the audit that took the event. */
  private void expectTold(List<Line> lines, Map<Transcript, Part> parts) {
    Map<String, Long> now = new HashMap<>();
    lines.forEach(line -> now.put(line.postId(), line.seq()));
    for (Part part : parts.values()) {
      part.acknowledged()
          .forEach(
              (postId, seq) -> {
                if (!seq.equals(now.getOrDefault(postId, seen.get(postId)))) {
                  lost++;
                  faults.add("acknowledged and lost: " + postId + " at " + seq);
                }
              });
    }
    seen = now;
  }

  /** The number of an author's last post, by author. */
  Map<String, Integer> counted() {
    return Map.copyOf(counted);
  }

  List<String> faults() {
    return List.copyOf(faults);
  }

  long posts() {
    return posts;
  }

  long lost() {
    return lost;
  }

  long doubled() {
    return doubled;
  }
}
