package dev.yodel.crash;

import dev.yodel.crash.Transcript.Line;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The transcripts of all clients, held against the log that they were shown. */
public record Verdict(int stored, int acknowledged, List<String> faults) {

  public static Verdict of(List<Transcript> transcripts, List<Line> log) {
    List<String> faults = new ArrayList<>();
    Map<String, Long> stored = new HashMap<>();
    Set<String> identities = new HashSet<>();
    for (Line line : log) {
      stored.put(line.postId(), line.seq());
      if (!identities.add(line.author() + " " + line.postId())) {
        faults.add("stored twice: " + line);
      }
    }
    int acknowledged = 0;
    for (Transcript transcript : transcripts) {
      faults.addAll(transcript.faults());
      acknowledged += transcript.acknowledged().size();
      transcript
          .acknowledged()
          .forEach(
              (postId, seq) -> {
                if (!seq.equals(stored.get(postId))) {
                  faults.add("acknowledged and lost: " + postId + " at " + seq);
                }
              });
      List<Line> expected = log.stream().filter(line -> line.seq() > transcript.start()).toList();
      if (!transcript.lines().equals(expected)) {
        faults.add("another order: saw " + transcript.lines().size() + " of " + expected.size());
      }
    }
    return new Verdict(log.size(), acknowledged, faults);
  }
}
