package dev.yodel.server.chat;

import dev.yodel.protocol.ClientMessage;
import dev.yodel.protocol.ErrorCode;
import dev.yodel.protocol.RoomName;
import dev.yodel.protocol.RoomStart;
import dev.yodel.protocol.User;
import dev.yodel.server.auth.Identity;
import dev.yodel.server.log.Answer;
import dev.yodel.server.owner.OwnedBy;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The rooms of one session: those it is in, and those that it asked to enter. */
@OwnedBy(OwnedBy.Kind.LOOP)
final class Memberships {

  /** How often others are told that a user writes. */
  static final Duration TYPING_EVERY = Duration.ofSeconds(3);

  private final SessionDesk desk;
  private final Line line;
  private final Answers answers;
  private final Map<String, RoomMembership> byKey = new LinkedHashMap<>();

  Memberships(SessionDesk desk, Line line, Answers answers) {
    this.desk = desk;
    this.line = line;
    this.answers = answers;
  }

  @Nullable RoomMembership find(RoomName room) {
    return byKey.get(room.key());
  }

  void join(User user, Identity identity, RoomStart start, @Nullable String id) {
    RoomName room = start.room();
    int most = desk.limits().rooms();
    RoomMembership known = find(room);
    if (known != null) {
      answers.refuse(
          id,
          known.room(),
          ErrorCode.ALREADY_JOINED,
          "room: " + room + " (expected: one not entered)");
    } else if (byKey.size() >= most) {
      answers.refuse(
          id,
          room,
          ErrorCode.TOO_MANY_ROOMS,
          "rooms: " + (byKey.size() + 1) + " (expected: at most " + most + ")");
    } else if (!identity.mayEnter(room)) {
      answers.refuse(
          id, room, ErrorCode.FORBIDDEN, "room: " + room + " (expected: one that the token names)");
    } else {
      Member member = new Member(line.connection(), user, Dialect.JSON, line.peer());
      RoomMembership membership = new RoomMembership(room, member);
      byKey.put(room.key(), membership);
      desk.rooms().join(member, start, id, ticket(membership, id));
    }
  }

  private JoinTicket ticket(RoomMembership membership, @Nullable String id) {
    return new JoinTicket() {
      @Override
      public void entered(RoomName spelling) {
        membership.entered(spelling);
      }

      @Override
      public void refused(Answer.Refused<?> why) {
        byKey.remove(membership.room().key(), membership);
        answers.refuse(id, membership.room(), why.code(), why.message());
        membership.settle();
      }
    };
  }

  void leave(ClientMessage.Leave leave) {
    RoomMembership membership = byKey.remove(leave.room().key());
    if (membership == null) {
      answers.notJoined(leave.id(), leave.room());
    } else {
      desk.rooms().leave(membership.room(), membership.member(), leave.id());
    }
  }

  void leaveAll() {
    for (RoomMembership membership : byKey.values()) {
      desk.rooms().leave(membership.room(), membership.member(), null);
    }
    byKey.clear();
  }

  /** Whether an identity may be in every room that is entered. */
  boolean areOpenTo(Identity identity) {
    return byKey.values().stream().allMatch(one -> identity.mayEnter(one.room()));
  }

  void typing(ClientMessage.Typing typing) {
    RoomMembership membership = find(typing.room());
    long now = line.peer().owner().nanoTime();
    if (membership != null && membership.mayTell(typing.active(), now, TYPING_EVERY.toNanos())) {
      desk.rooms().typing(membership.room(), membership.member(), typing.active());
    }
  }

  void rename(User user) {
    for (RoomMembership membership : byKey.values()) {
      desk.rooms().rename(membership.room(), membership.member(), user);
    }
  }
}
