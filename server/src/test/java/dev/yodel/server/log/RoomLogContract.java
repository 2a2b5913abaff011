package dev.yodel.server.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yodel.protocol.ErrorCode;
import dev.yodel.protocol.HistoryRange;
import dev.yodel.protocol.MessageState.ReactionCount;
import dev.yodel.protocol.ModerationAction;
import dev.yodel.protocol.Role;
import dev.yodel.protocol.RoomEvent;
import dev.yodel.protocol.RoomName;
import dev.yodel.protocol.ServerMessage.Receipt;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every log does with what it is given: order, dedupe, edits, reactions, sanctions. */
abstract class RoomLogContract extends LogBench {

  @BeforeEach
  void begin() {
    begin(KEEP_ALL);
  }

  @Test
  void everyEventKnowsTheOneBeforeItInItsRoom() {
    Asked other = new Asked(log(), new RoomName("other"));
    long first = room.post("p1", "first").seq();
    other.post("p1", "elsewhere");
    restart();
    other = new Asked(log(), new RoomName("other"));
    long second = room.post("p2", "second").seq();
    long elsewhere = other.post("p2", "elsewhere too").seq();
    assertThat(second).isGreaterThan(first);
    assertThat(elsewhere).isGreaterThan(second);
    assertThat(room.texts()).containsExactly("first", "second");
    assertThat(room.events()).extracting(event -> event.at().prev()).containsExactly(0L, first);
    assertThat(room.load().head()).isEqualTo(second);
  }

  @Test
  void theTailShowsEachEventOnceBeforeItsAnswer() {
    long first = room.post("p1", "first").seq();
    assertThat(tail.seqs()).containsExactly(first);
    restart();
    long second = room.post("p2", "second").seq();
    assertThat(tail.seqs()).containsExactly(first, second);
    room.post("p2", "second");
    assertThat(tail.seqs()).containsExactly(first, second);
    assertThat(tail.events()).extracting(Logged::event).isEqualTo(room.events());
  }

  @Test
  void aRepeatIsAnsweredWithTheFirstReceipt() {
    Receipt first = room.post("p1", "once");
    restart();
    clock.move(Duration.ofMinutes(1));
    Receipt again = room.post("p1", "twice");
    assertThat(again)
        .isEqualTo(new Receipt(first.room(), first.postId(), first.seq(), first.time(), true));
    assertThat(room.texts()).containsExactly("once");
  }

  @Test
  void aPostIdIsItsAuthorsAndItsRoomsAlone() {
    room.post("p1", "Ann's");
    restart();
    Draft.Text text = new Draft.Text("Bob's", null);
    assertThat(room.given(room.draft(Asked.BOB, Role.MEMBER, "p1", text)).duplicate()).isFalse();
    Asked other = new Asked(log(), new RoomName("other"));
    assertThat(other.post("p1", "Ann's elsewhere").duplicate()).isFalse();
    assertThat(room.texts()).containsExactly("Ann's", "Bob's");
  }

  @Test
  void theSpellingThatWasFirstStays() {
    Asked upper = new Asked(log(), new RoomName("ROOM"));
    assertThat(upper.load().spelling().value()).isEqualTo("ROOM");
    upper.post("p1", "first");
    restart();
    assertThat(room.post("p2", "second").room().value()).isEqualTo("ROOM");
    assertThat(room.load().spelling().value()).isEqualTo("ROOM");
    assertThat(room.texts()).containsExactly("first", "second");
  }

  @Test
  void everythingOfAnEventComesBack() {
    long first = room.post("p1", "first").seq();
    Draft.By plain = new Draft.By(Asked.BOB, Role.MEMBER, true);
    room.given(new Draft(Asked.ROOM, plain, "p2", new Draft.Text("ü 🎉 \u2028", first)));
    room.given(room.draft("e1", new Draft.Edit(first, "changed")));
    room.given(room.draft("r1", new Draft.React(first, "👍", true)));
    Instant until = clock.instant().plusSeconds(60);
    Draft.Moderate mute = new Draft.Moderate("u-eve", ModerationAction.MUTE, until, "too loud");
    room.given(room.draft(Asked.ANN, Role.MODERATOR, "m1", mute));
    List<Logged> shown = List.copyOf(tail.events());
    restart();
    assertThat(room.eventsAfter(0, 100).events()).isEqualTo(shown).hasSize(5);
    assertThat(shown.get(1).plain()).isTrue();
  }

  @Test
  void anEditIsFoldedIntoTheMessageAndStaysAnEvent() {
    long seq = room.post("p1", "first").seq();
    room.given(room.draft("e1", new Draft.Edit(seq, "second")));
    restart();
    room.given(room.draft("e2", new Draft.Edit(seq, "third")));
    assertThat(room.texts()).containsExactly("first");
    assertThat(message().text()).isEqualTo("third");
    assertThat(message().state().edited()).isTrue();
    assertThat(room.search("third")).containsExactly("third");
    assertThat(room.search("first")).isEmpty();
  }

  @Test
  void theTextOfADeletedMessageIsGoneFromEveryPath() {
    long seq = room.post("p1", "secret").seq();
    room.given(room.draft("e1", new Draft.Edit(seq, "hidden")));
    room.given(room.draft("r1", new Draft.React(seq, "+1", true)));
    restart();
    Receipt receipt = room.given(room.draft("d1", new Draft.Delete(seq)));
    assertThat(room.given(room.draft("d1", new Draft.Delete(seq))).seq()).isEqualTo(receipt.seq());
    assertThat(message().text()).isEmpty();
    assertThat(message().state().deleted()).isTrue();
    assertThat(message().state().edited()).isFalse();
    assertThat(message().state().reactions()).isEmpty();
    assertThat(room.search("secret")).isEmpty();
    assertThat(room.search("hidden")).isEmpty();
    assertThat(room.events().toString()).doesNotContain("secret", "hidden");
    assertThat(((RoomEvent.Message) room.events().get(0)).state().deleted()).isTrue();
    assertThat(room.refused(room.draft("e2", new Draft.Edit(seq, "back"))))
        .isEqualTo(ErrorCode.NOT_FOUND);
    assertThat(room.refused(room.draft("d2", new Draft.Delete(seq))))
        .isEqualTo(ErrorCode.NOT_FOUND);
  }

  @Test
  void onlyAMessageOfTheRoomCanBeATarget() {
    long seq = room.post("p1", "text").seq();
    long edit = room.given(room.draft("e1", new Draft.Edit(seq, "changed"))).seq();
    restart();
    Asked other = new Asked(log(), new RoomName("other"));
    assertThat(other.refused(other.draft("r1", new Draft.React(seq, "+1", true))))
        .isEqualTo(ErrorCode.NOT_FOUND);
    for (long target : new long[] {0, edit, edit + 100}) {
      assertThat(room.refused(room.draft("r" + target, new Draft.React(target, "+1", true))))
          .isEqualTo(ErrorCode.NOT_FOUND);
    }
  }

  @Test
  void othersMayNotEditAndOnlyModeratorsDelete() {
    long seq = room.post("p1", "Ann's").seq();
    restart();
    Draft.Edit edit = new Draft.Edit(seq, "Bob's");
    Draft.Delete delete = new Draft.Delete(seq);
    assertThat(room.refused(room.draft(Asked.BOB, Role.MODERATOR, "e1", edit)))
        .isEqualTo(ErrorCode.FORBIDDEN);
    assertThat(room.refused(room.draft(Asked.BOB, Role.MEMBER, "d1", delete)))
        .isEqualTo(ErrorCode.FORBIDDEN);
    assertThat(room.events()).hasSize(1);
    room.given(room.draft(Asked.BOB, Role.MODERATOR, "d1", delete));
    assertThat(message().state().deleted()).isTrue();
  }

  @Test
  void reactionsAreCountedByKeyAndUser() {
    long seq = room.post("p1", "text").seq();
    room.given(room.draft("r1", new Draft.React(seq, "+1", true)));
    room.given(room.draft("r2", new Draft.React(seq, "+1", true)));
    restart();
    room.given(room.draft(Asked.BOB, Role.MEMBER, "r1", new Draft.React(seq, "+1", true)));
    room.given(room.draft(Asked.BOB, Role.MEMBER, "r2", new Draft.React(seq, "🎉", true)));
    assertThat(message().state().reactions())
        .containsExactly(
            new ReactionCount("+1", 2, List.of("u-ann", "u-bob")),
            new ReactionCount("🎉", 1, List.of("u-bob")));
    room.given(room.draft(Asked.BOB, Role.MEMBER, "r3", new Draft.React(seq, "🎉", false)));
    assertThat(message().state().reactions()).extracting(ReactionCount::key).containsExactly("+1");
  }

  @Test
  void aMessageHasAtMostSoManyKeys() {
    long seq = room.post("p1", "text").seq();
    for (int i = 0; i < RoomEvent.Reaction.MAX_KEYS; i++) {
      room.given(room.draft("r" + i, new Draft.React(seq, "key" + i, true)));
    }
    restart();
    assertThat(room.refused(room.draft("more", new Draft.React(seq, "more", true))))
        .isEqualTo(ErrorCode.BAD_REQUEST);
    Draft.React known = new Draft.React(seq, "key0", true);
    room.given(room.draft(Asked.BOB, Role.MEMBER, "known", known));
    room.given(room.draft("off", new Draft.React(seq, "key1", false)));
    room.given(room.draft("more", new Draft.React(seq, "more", true)));
  }

  @Test
  void sanctionsHoldUntilTheyEndOrAreTakenBack() {
    moderate("m1", "u-eve", ModerationAction.BAN, null);
    moderate("m2", "u-bob", ModerationAction.MUTE, clock.instant().plusSeconds(60));
    moderate("m3", "u-joe", ModerationAction.KICK, null);
    restart();
    assertThat(room.load().sanctions())
        .extracting(Sanction::user)
        .containsExactlyInAnyOrder("u-eve", "u-bob");
    clock.move(Duration.ofSeconds(61));
    assertThat(room.load().sanctions())
        .containsExactly(new Sanction("u-eve", Sanction.Kind.BAN, null));
    moderate("m4", "u-eve", ModerationAction.UNBAN, null);
    assertThat(room.load().sanctions()).isEmpty();
  }

  private void moderate(
      String postId, String user, ModerationAction action, @Nullable Instant until) {
    Draft.Moderate moderate = new Draft.Moderate(user, action, until, null);
    room.given(room.draft(Asked.BOB, Role.MODERATOR, postId, moderate));
  }

  private RoomEvent.Message message() {
    LogQuery query = new LogQuery.Messages(Asked.ROOM, HistoryRange.newest(), 10);
    return (RoomEvent.Message) room.read(query).events().get(0).event();
  }
}
