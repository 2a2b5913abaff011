package dev.yodel.crash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yodel.crash.Transcript.Line;
import dev.yodel.protocol.Author;
import dev.yodel.protocol.EventHeader;
import dev.yodel.protocol.MessageState;
import dev.yodel.protocol.RoomEvent;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The crash test's checker finds what it is there to find. */
class VerdictTest {

  private final Transcript transcript = new Transcript();
  private final List<Line> log = List.of(line(1), line(2), line(3));

  @BeforeEach
  void come() {
    transcript.startAt(0);
  }

  @Test
  void aWholeTranscriptHasNoFault() {
    see(1, 2, 3);
    transcript.acknowledge("p2", 2);
    transcript.acknowledge("p2", 2);
    assertThat(Verdict.of(List.of(transcript), log)).isEqualTo(new Verdict(3, 1, List.of()));
  }

  @Test
  void findsWhatWasAcknowledgedAndLost() {
    see(1, 2, 3);
    transcript.acknowledge("p4", 4);
    transcript.acknowledge("p1", 2);
    assertThat(faults())
        .containsExactlyInAnyOrder(
            "acknowledged and lost: p4 at 4", "acknowledged and lost: p1 at 2");
  }

  @Test
  void findsAGapADuplicateAndAnotherOrder() {
    transcript.apply(event(1, 0));
    transcript.apply(event(3, 2));
    transcript.apply(event(2, 1));
    assertThat(faults())
        .containsExactly(
            "gap: prev 2 of 3 after 1", "duplicate: seq 2 after 3", "another order: saw 2 of 3");
  }

  @Test
  void findsAPostThatIsStoredTwice() {
    see(1, 2, 3);
    Line twice = new Line(4, "u", "p1", "text");
    transcript.apply(new RoomEvent.Message(header(4, 3, "p1"), "text", null, MessageState.FRESH));
    assertThat(Verdict.of(List.of(transcript), List.of(line(1), line(2), line(3), twice)).faults())
        .containsExactly("stored twice: " + twice);
  }

  @Test
  void findsAReceiptThatMoved() {
    see(1, 2, 3);
    transcript.acknowledge("p1", 1);
    transcript.acknowledge("p1", 2);
    assertThat(faults()).contains("moved: p1 from 1 to 2");
  }

  private List<String> faults() {
    return Verdict.of(List.of(transcript), log).faults();
  }

  private void see(long... seqs) {
    for (long seq : seqs) {
      transcript.apply(event(seq, seq - 1));
    }
  }

  private static Line line(long seq) {
    return new Line(seq, "u", "p" + seq, "text");
  }

  private static RoomEvent.Message event(long seq, long prev) {
    return new RoomEvent.Message(header(seq, prev, "p" + seq), "text", null, MessageState.FRESH);
  }

  private static EventHeader header(long seq, long prev, String postId) {
    return new EventHeader(Poster.ROOM, seq, prev, Instant.EPOCH, new Author("u", "U"), postId);
  }
}
