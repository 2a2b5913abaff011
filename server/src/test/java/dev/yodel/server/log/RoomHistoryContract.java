package dev.yodel.server.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.yodel.protocol.ErrorCode;
import dev.yodel.protocol.HistoryRange;
import dev.yodel.protocol.HistoryRange.Direction;
import dev.yodel.protocol.RoomName;
import dev.yodel.protocol.ServerMessage.More;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What every log gives back: pages, history, search, and what retention leaves of them. */
abstract class RoomHistoryContract extends LogBench {

  private final List<Long> seqs = new ArrayList<>();

  /** Six messages, an edit and a reaction between them. */
  private void fill() {
    begin(KEEP_ALL);
    for (int i = 0; i < 6; i++) {
      seqs.add(room.post("p" + i, "text " + i).seq());
      if (i == 2) {
        room.given(room.draft("e", new Draft.Edit(seqs.get(0), "text 0")));
        room.given(room.draft("r", new Draft.React(seqs.get(1), "+1", true)));
        restart();
      }
    }
  }

  @Test
  void anUnknownRoomIsEmpty() {
    begin(KEEP_ALL);
    restart();
    Asked unknown = new Asked(log(), new RoomName("unknown"));
    assertThat(unknown.load()).isEqualTo(new RoomState(new RoomName("unknown"), 0, 0, List.of()));
    assertThat(unknown.eventsAfter(0, 10))
        .isEqualTo(new Slice(List.of(), new More(false, false), 0));
    assertThat(unknown.search("text")).isEmpty();
  }

  @Test
  void pagesOfEventsFollowEachOther() {
    fill();
    Slice first = room.eventsAfter(0, 5);
    assertThat(first.events()).hasSize(5);
    assertThat(first.more().after()).isTrue();
    Slice second = room.eventsAfter(first.events().get(4).seq(), 5);
    assertThat(second.events()).hasSize(3);
    assertThat(second.more()).isEqualTo(new More(true, false));
    assertThat(second.events().get(0).event().at().prev()).isEqualTo(first.events().get(4).seq());
  }

  @Test
  void historyBeforeAPlaceCountsMessages() {
    fill();
    assertPage(history(Direction.BEFORE, seqs.get(4), 2), new More(true, true), 2, 3);
    assertPage(history(Direction.BEFORE, seqs.get(2), 5), new More(false, true), 0, 1);
    Slice newest = room.read(new LogQuery.Messages(Asked.ROOM, HistoryRange.newest(), 2));
    assertPage(newest, new More(true, false), 4, 5);
  }

  @Test
  void historyAfterAPlace() {
    fill();
    assertPage(history(Direction.AFTER, seqs.get(0), 2), new More(true, true), 1, 2);
    assertPage(history(Direction.AFTER, 0, 2), new More(false, true), 0, 1);
    assertPage(history(Direction.AFTER, seqs.get(3), 2), new More(true, false), 4, 5);
    assertThat(history(Direction.AFTER, seqs.get(5), 2).events()).isEmpty();
  }

  @Test
  void historyAroundAMessageHasIt() {
    fill();
    assertPage(history(Direction.AROUND, seqs.get(3), 3), new More(true, true), 2, 3, 4);
    assertPage(history(Direction.AROUND, seqs.get(0), 3), new More(false, true), 0, 1, 2);
    assertPage(history(Direction.AROUND, seqs.get(5), 4), new More(true, false), 3, 4, 5);
  }

  @Test
  void aSearchFindsMessagesWithEveryWordTheNewestFirst() {
    begin(KEEP_ALL);
    room.post("p1", "The quick brown fox");
    long second = room.post("p2", "a QUICK answer").seq();
    room.post("p3", "slow answer");
    new Asked(log(), new RoomName("other")).post("p1", "quick elsewhere");
    restart();
    room.post("p4", "Quick, the answer!");
    assertThat(room.search("quick")).hasSize(3).startsWith("The quick brown fox");
    assertThat(room.search("answer quick")).containsExactly("a QUICK answer", "Quick, the answer!");
    assertThat(room.search("nowhere")).isEmpty();
    Slice one = room.read(new LogQuery.Search(Asked.ROOM, "quick", Long.MAX_VALUE, 1));
    assertThat(Asked.texts(one)).containsExactly("Quick, the answer!");
    assertThat(one.more().before()).isTrue();
    Slice older = room.read(new LogQuery.Search(Asked.ROOM, "quick", second, 5));
    assertThat(Asked.texts(older)).containsExactly("The quick brown fox");
    assertThat(older.more().before()).isFalse();
  }

  @Test
  void theOldestMessagesGoWithTheirEventsAndTheFloorTells() {
    begin(new Retention(2, null));
    long first = room.post("p1", "first").seq();
    room.post("p2", "second");
    long reaction = room.given(room.draft("r1", new Draft.React(first, "+1", true))).seq();
    assertThat(room.load().floor()).isZero();
    restart();
    long third = room.post("p3", "third").seq();
    assertThat(room.load().floor()).isEqualTo(first);
    assertThat(tail.floors()).containsExactly(first);
    room.post("p4", "fourth");
    assertThat(room.texts()).containsExactly("third", "fourth");
    assertThat(room.load().floor()).isEqualTo(reaction);
    assertThat(room.events().get(0).at().prev()).isEqualTo(reaction);
    assertThat(room.eventsAfter(first, 10).floor()).isEqualTo(reaction);
    assertThat(room.search("second")).isEmpty();
    assertPage(history(Direction.BEFORE, third, 5), new More(false, true));
  }

  @Test
  void whatIsTooOldGoesEvenIfItIsAll() {
    begin(new Retention(100, Duration.ofHours(1)));
    room.post("p1", "old");
    restart();
    clock.move(Duration.ofMinutes(61));
    long second = room.post("p2", "new").seq();
    assertThat(room.texts()).containsExactly("new");
    assertThat(room.load().head()).isEqualTo(second);
  }

  @Test
  void aDroppedPostIdIsStillKnown() {
    begin(new Retention(1, null));
    long first = room.post("p1", "first").seq();
    room.post("p2", "second");
    restart();
    clock.move(Duration.ofHours(23));
    assertThat(room.post("p1", "first").seq()).isEqualTo(first);
    assertThat(room.texts()).containsExactly("second");
  }

  @Test
  void whatIsTooOldGoesThoughNobodyPosts() {
    begin(new Retention(100, Duration.ofDays(7)));
    long seq = room.post("p1", "old").seq();
    restart();
    clock.move(Duration.ofDays(8));
    await().until(() -> room.load().floor() == seq);
    assertThat(room.events()).isEmpty();
    assertThat(room.load().head()).isEqualTo(seq);
    await().until(() -> tail.floors().contains(seq));
  }

  @Test
  void aFloodOfReactionsEvictsNothing() {
    begin(new Retention(3, null));
    long seq = room.post("p1", "stays").seq();
    for (int i = 0; i < 200; i++) {
      room.given(room.draft("r" + i, new Draft.React(seq, "+1", i % 2 == 0)));
    }
    restart();
    assertThat(room.load().floor()).isZero();
    assertThat(room.events()).hasSize(201);
    assertThat(history(Direction.AFTER, 0, 5).events()).hasSize(1);
  }

  @Test
  void aDroppedMessageIsNobodysTarget() {
    begin(new Retention(1, null));
    long first = room.post("p1", "first").seq();
    room.post("p2", "second");
    restart();
    assertThat(room.refused(room.draft("e", new Draft.Edit(first, "changed"))))
        .isEqualTo(ErrorCode.NOT_FOUND);
    assertThat(room.refused(room.draft("d", new Draft.Delete(first))))
        .isEqualTo(ErrorCode.NOT_FOUND);
    assertThat(room.refused(room.draft("r", new Draft.React(first, "+1", true))))
        .isEqualTo(ErrorCode.NOT_FOUND);
    assertThat(room.texts()).containsExactly("second");
  }

  @Test
  void theEpochIsDrawnAnewOnce() {
    begin(KEEP_ALL);
    String drawn = log().epoch();
    restart();
    assertThat(log().epoch()).isEqualTo(drawn);
    assertThat(log().renewEpoch()).isTrue();
    String renewed = log().epoch();
    assertThat(renewed).isNotEqualTo(drawn);
    assertThat(log().renewEpoch()).isFalse();
    room.post("p1", "text");
    restart();
    assertThat(log().epoch()).isEqualTo(renewed);
  }

  private Slice history(Direction direction, long seq, int limit) {
    return room.read(new LogQuery.Messages(Asked.ROOM, new HistoryRange(direction, seq), limit));
  }

  private void assertPage(Slice slice, More more, int... messages) {
    List<String> texts = new ArrayList<>();
    for (int message : messages) {
      texts.add("text " + message);
    }
    assertThat(Asked.texts(slice)).isEqualTo(texts);
    assertThat(slice.more()).isEqualTo(more);
  }
}
