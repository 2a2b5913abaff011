package dev.yodel.server.chat;

import dev.yodel.protocol.ClientMessage;
import dev.yodel.protocol.ErrorCode;
import dev.yodel.protocol.HistoryRange;
import dev.yodel.protocol.RoomName;
import dev.yodel.protocol.ServerMessage;
import dev.yodel.protocol.ServerMessage.Page;
import dev.yodel.server.log.Answer;
import dev.yodel.server.log.LogQuery;
import dev.yodel.server.log.Slice;
import dev.yodel.server.owner.OwnedBy;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** What a session asks about its rooms. */
@OwnedBy(OwnedBy.Kind.LOOP)
final class Inquiries {

  /** The most reads of one session that may wait. */
  static final int MAX_WAITING = 32;

  private final SessionDesk desk;
  private final Line line;
  private final Memberships memberships;
  private final Answers answers;
  private final PageCut cut;
  private int reads;
  private int rosters;

  Inquiries(SessionDesk desk, Line line, Memberships memberships, Answers answers) {
    this.desk = desk;
    this.line = line;
    this.memberships = memberships;
    this.answers = answers;
    this.cut = new PageCut(desk.codec(), desk.limits().pageBytes());
  }

  void history(ClientMessage.History history) {
    UnaryOperator<Slice> keep =
        switch (history.range().direction()) {
          case BEFORE -> cut::newest;
          case AFTER -> cut::oldest;
          case AROUND -> slice -> cut.around(slice, history.range().seq());
        };
    LogQuery query = new LogQuery.Messages(history.room(), history.range(), history.limit());
    read(history.id(), query, keep);
  }

  void search(ClientMessage.Search search) {
    long before = search.before() == null ? HistoryRange.newest().seq() : search.before();
    LogQuery query = new LogQuery.Search(search.room(), search.text(), before, search.limit());
    read(search.id(), query, cut::newest);
  }

  private void read(String id, LogQuery query, UnaryOperator<Slice> keep) {
    RoomMembership membership = memberships.find(query.room());
    if (membership == null) {
      answers.notJoined(id, query.room());
    } else if (!membership.isSettled()) {
      onceSettled(id, membership, () -> read(id, query, keep));
    } else if (reads > MAX_WAITING) {
      tooMany(id, membership);
    } else {
      reads++;
      line.reads().submit(query, answer -> onSlice(id, membership.room(), keep, answer));
    }
  }

  /** Who is not in yet may be refused, and then has nothing to ask. */
  private void onceSettled(String id, RoomMembership membership, Runnable question) {
    if (membership.asked() >= MAX_WAITING) {
      tooMany(id, membership);
    } else {
      membership.onceSettled(question);
    }
  }

  private void tooMany(String id, RoomMembership membership) {
    answers.refuse(
        id,
        membership.room(),
        ErrorCode.OVERLOADED,
        "requests (expected: at most " + MAX_WAITING + " waiting)");
  }

  private void onSlice(String id, RoomName room, UnaryOperator<Slice> keep, Answer<Slice> answer) {
    reads--;
    if (answer instanceof Answer.Refused<Slice> why) {
      answers.refuse(id, room, why.code(), why.message());
    } else if (answer instanceof Answer.Given<Slice> given) {
      Slice page = keep.apply(given.value());
      line.peer().send(new Page(id, room, desk.log().epoch(), PageCut.events(page), page.more()));
    }
  }

  void members(ClientMessage.Members members) {
    Long after = after(members.cursor());
    RoomMembership membership = memberships.find(members.room());
    if (membership == null) {
      answers.notJoined(members.id(), members.room());
    } else if (!membership.isSettled()) {
      onceSettled(members.id(), membership, () -> members(members));
    } else if (after == null) {
      answers.refuse(
          members.id(),
          membership.room(),
          ErrorCode.BAD_REQUEST,
          "cursor (expected: the \"next\" of an answer)");
    } else if (rosters >= MAX_WAITING) {
      tooMany(members.id(), membership);
    } else {
      rosters++;
      desk.rooms()
          .roster(
              membership.room(), line.peer().owner(), after, page -> onRoster(members.id(), page));
    }
  }

  private static @Nullable Long after(@Nullable String cursor) {
    try {
      return cursor == null ? Long.valueOf(0) : Long.valueOf(cursor);
    } catch (NumberFormatException e) {
      return null;
    }
  }

  private void onRoster(String id, RosterPage page) {
    rosters--;
    line.peer()
        .send(
            new ServerMessage.MemberList(
                id,
                page.room(),
                page.users(),
                page.count(),
                page.next() == null ? null : page.next().toString()));
  }
}
