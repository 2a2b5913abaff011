package dev.yodel.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yodel.client.Loss.Reason;
import dev.yodel.client.RoomCursor.Step;
import dev.yodel.protocol.Author;
import dev.yodel.protocol.EventHeader;
import dev.yodel.protocol.MessageState;
import dev.yodel.protocol.Position;
import dev.yodel.protocol.RoomEvent;
import dev.yodel.protocol.RoomName;
import dev.yodel.protocol.ServerMessage.Joined;
import dev.yodel.protocol.ServerMessage.Resync;
import dev.yodel.protocol.ServerMessage.RoomSpan;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RoomCursorTest {

  private static final RoomName ROOM = new RoomName("lobby");

  private final RoomCursor cursor = new RoomCursor(null);

  @Test
  void eventsAreTakenInOrderAndOnce() {
    enterAt(10);
    assertThat(cursor.onEvent(event(11, 10))).isEqualTo(Step.TAKE);
    assertThat(cursor.onEvent(event(15, 11))).isEqualTo(Step.TAKE);
    assertThat(cursor.onEvent(event(15, 11))).isEqualTo(Step.DROP);
    assertThat(cursor.onEvent(event(11, 10))).isEqualTo(Step.DROP);
    assertThat(cursor.position()).contains(new Position("e", 15));
  }

  @Test
  void gapIsResumedAfterTheLastEventSeen() {
    enterAt(10);
    assertThat(cursor.onEvent(event(13, 12))).isEqualTo(Step.GAP);
    assertThat(cursor.position()).contains(new Position("e", 10));
    assertThat(cursor.onJoined(joined("e", 13, 0, true))).isNull();
    assertThat(cursor.onReplayed(event(12, 10))).isEqualTo(Step.TAKE);
    assertThat(cursor.onReplayed(event(13, 12))).isEqualTo(Step.TAKE);
    cursor.onLive(13);
    assertThat(cursor.onEvent(event(14, 13))).isEqualTo(Step.TAKE);
  }

  @Test
  void gapThatResumingDoesNotCloseIsALossAndNotALoop() {
    enterAt(10);
    assertThat(cursor.onEvent(event(13, 12))).isEqualTo(Step.GAP);
    cursor.onJoined(joined("e", 13, 0, true));
    assertThat(cursor.onReplayed(event(13, 12))).isEqualTo(Step.LOSS);
    cursor.onLive(13);
    assertThat(cursor.onEvent(event(14, 13))).isEqualTo(Step.TAKE);
    assertThat(cursor.onEvent(event(20, 19))).as("another gap").isEqualTo(Step.GAP);
  }

  @Test
  void replayedEventThatIsMissingIsNoticed() {
    enterAt(10);
    cursor.onJoined(joined("e", 13, 0, true));
    assertThat(cursor.onReplayed(event(11, 10))).isEqualTo(Step.TAKE);
    assertThat(cursor.onReplayed(event(13, 12))).isEqualTo(Step.GAP);
  }

  @Test
  void lastMessagesDoNotFollowEachOther() {
    assertThat(cursor.onJoined(joined("e", 30, 0, null))).isNull();
    assertThat(cursor.onReplayed(event(20, 19))).isEqualTo(Step.TAKE);
    assertThat(cursor.onReplayed(event(25, 24))).isEqualTo(Step.TAKE);
    cursor.onLive(30);
    assertThat(cursor.onEvent(event(31, 30))).isEqualTo(Step.TAKE);
  }

  @Test
  void droppedEventsAreALossAndWhatWasSeenDoesNotComeAgain() {
    enterAt(10);
    assertThat(cursor.onJoined(joined("e", 40, 30, false))).isEqualTo(Reason.DROPPED);
    assertThat(cursor.onReplayed(event(9, 8))).isEqualTo(Step.DROP);
    assertThat(cursor.onReplayed(event(35, 34))).isEqualTo(Step.TAKE);
    cursor.onLive(40);
    assertThat(cursor.onEvent(event(41, 40))).isEqualTo(Step.TAKE);
  }

  @Test
  void anotherLogBeginsAnew() {
    enterAt(10);
    assertThat(cursor.onJoined(joined("f", 3, 0, false))).isEqualTo(Reason.REPLACED);
    assertThat(cursor.onReplayed(event(2, 1))).isEqualTo(Step.TAKE);
    cursor.onLive(3);
    assertThat(cursor.position()).contains(new Position("f", 3));
  }

  @Test
  void logThatWasPutBackUnderTheSameEpochBeginsAnew() {
    enterAt(10);
    assertThat(cursor.onJoined(joined("e", 4, 0, false))).isEqualTo(Reason.REPLACED);
    assertThat(cursor.onReplayed(event(3, 2))).isEqualTo(Step.TAKE);
  }

  @Test
  void resyncForgetsThePlaceOnlyIfTheLogIsAnother() {
    enterAt(10);
    var dropped = new Resync(ROOM, new RoomSpan("e", 50, 40), "overtaken");
    assertThat(cursor.onResync(dropped)).isEqualTo(Reason.DROPPED);
    assertThat(cursor.seq()).isEqualTo(10);
    var replaced = new Resync(ROOM, new RoomSpan("f", 50, 40), "restored");
    assertThat(cursor.onResync(replaced)).isEqualTo(Reason.REPLACED);
    assertThat(cursor.seq()).isZero();
  }

  @Test
  void roomOfWhichNothingWasShownIsNotResumed() {
    assertThat(cursor.onJoined(joined("e", 30, 0, null))).isNull();
    assertThat(cursor.position()).isEmpty();
    cursor.onReplayed(event(20, 19));
    assertThat(cursor.position()).contains(new Position("e", 20));
  }

  @Test
  void emptyRoomIsResumedAtItsBegin() {
    enterAt(0);
    assertThat(cursor.position()).contains(new Position("e", 0));
    assertThat(new RoomCursor(new Position("e", 0)).position()).contains(new Position("e", 0));
  }

  @Test
  void positionOfTheProgramIsWhereItBegins() {
    var resumed = new RoomCursor(new Position("e", 7));
    assertThat(resumed.position()).contains(new Position("e", 7));
    assertThat(resumed.onJoined(joined("e", 9, 0, true))).isNull();
    assertThat(resumed.onReplayed(event(7, 6))).isEqualTo(Step.DROP);
    assertThat(resumed.onReplayed(event(9, 7))).isEqualTo(Step.TAKE);
  }

  private void enterAt(long head) {
    assertThat(cursor.onJoined(joined("e", head, 0, null))).isNull();
    cursor.onLive(head);
  }

  private static Joined joined(String epoch, long head, long floor, @Nullable Boolean recovered) {
    return new Joined(null, ROOM, new RoomSpan(epoch, head, floor), recovered, 1, List.of());
  }

  private static RoomEvent event(long seq, long prev) {
    var at = new EventHeader(ROOM, seq, prev, Instant.EPOCH, new Author("u", "U"), "p" + seq);
    return new RoomEvent.Message(at, "text " + seq, null, MessageState.FRESH);
  }
}
