package dev.yodel.reliability;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yodel.crash.Poster;
import dev.yodel.crash.Transcript;
import dev.yodel.protocol.Author;
import dev.yodel.protocol.EventHeader;
import dev.yodel.protocol.MessageState;
import dev.yodel.protocol.RoomEvent;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The soak's bookkeeping finds what it is there to find. */
class AuditTest {

  private final Audit audit = new Audit();
  private final Transcript first = new Transcript();
  private final Transcript second = new Transcript();

  @BeforeEach
  void come() {
    first.startAt(0);
    second.startAt(0);
  }

  private void see(Transcript transcript, long seq, String postId) {
    EventHeader header =
        new EventHeader(Poster.ROOM, seq, seq - 1, Instant.EPOCH, new Author("u", "U"), postId);
    transcript.apply(new RoomEvent.Message(header, "text", null, MessageState.FRESH));
  }

  private void bothSee(long seq, String postId) {
    see(first, seq, postId);
    see(second, seq, postId);
  }

  private void take() {
    audit.take(List.of(first, second));
  }

  @Test
  void whatAllSawOnceAndInOrderHasNoFault() {
    bothSee(1, "a-1");
    first.acknowledge("a-1", 1);
    bothSee(2, "b-1");
    see(first, 3, "a-2");
    take();
    assertThat(audit.posts()).isEqualTo(2);
    see(second, 3, "a-2");
    second.acknowledge("b-1", 2);
    take();
    assertThat(audit.posts()).isEqualTo(3);
    assertThat(audit.faults()).isEmpty();
    assertThat(audit.lost() + audit.doubled()).isZero();
  }

  @Test
  void whoCameLaterIsNotExpectedToHaveSeenWhatWasBefore() {
    second.startAt(1);
    see(first, 1, "a-1");
    bothSee(2, "a-2");
    take();
    assertThat(audit.faults()).isEmpty();
  }

  @Test
  void findsWhatIsMissing() {
    bothSee(1, "a-1");
    bothSee(2, "a-4");
    take();
    assertThat(audit.lost()).isEqualTo(2);
  }

  @Test
  void findsWhatCameTwice() {
    bothSee(1, "a-1");
    bothSee(2, "a-2");
    bothSee(3, "a-1");
    take();
    assertThat(audit.doubled()).isEqualTo(1);
  }

  @Test
  void findsWhatWasToldAndNeverSeen() {
    bothSee(1, "a-1");
    first.acknowledge("a-2", 1);
    take();
    assertThat(audit.lost()).isEqualTo(1);
  }

  @Test
  void findsThatOneDidNotSeeWhatTheOtherSaw() {
    see(first, 1, "a-1");
    bothSee(2, "a-2");
    take();
    assertThat(audit.lost()).isEqualTo(1);
  }
}
