package dev.yodel.server.chat;

import dev.yodel.protocol.CloseCode;
import dev.yodel.protocol.ErrorCode;
import dev.yodel.protocol.ModerationAction;
import dev.yodel.protocol.Position;
import dev.yodel.protocol.RoomEvent;
import dev.yodel.protocol.RoomName;
import dev.yodel.protocol.RoomStart;
import dev.yodel.protocol.ServerMessage;
import dev.yodel.protocol.ServerMessage.Joined;
import dev.yodel.protocol.ServerMessage.RoomSpan;
import dev.yodel.protocol.User;
import dev.yodel.server.log.Answer;
import dev.yodel.server.log.Draft;
import dev.yodel.server.log.Logged;
import dev.yodel.server.log.RoomState;
import dev.yodel.server.log.Sanction.Kind;
import dev.yodel.server.log.Sanctions;
import dev.yodel.server.owner.OwnedBy;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Order, roster and rules of one room. All of it runs on the room's owner, called by {@link
 * RoomShard}.
 *
 * <p>Its head is the last event that it showed: never ahead of the log, never behind a section.
 */
@OwnedBy(OwnedBy.Kind.ROOM)
final class Room {

  private final RoomName name;
  private final RoomPlace place;
  private final Audience audience;
  private final Roster roster = new Roster();
  private final Presence presence;
  private final Sanctions sanctions = new Sanctions();
  private String epoch;
  private long head;
  private long floor;
  private int inFlight;

  Room(RoomPlace place, RoomState state) {
    this.name = state.spelling();
    this.place = place;
    this.head = state.head();
    this.floor = state.floor();
    this.epoch = place.log().epoch();
    this.audience = place.audiences().of(name, head);
    this.presence = new Presence(name, place, roster, audience);
    sanctions.addAll(state.sanctions());
  }

  RoomName name() {
    return name;
  }

  /** The last event that was shown. */
  long head() {
    return head;
  }

  /** Whether nothing would be missed if it were gone. */
  boolean isIdle() {
    return inFlight == 0 && roster.isEmpty();
  }

  /** Lets a member in; the answer carries the id, unless it is null. */
  void join(Member member, RoomStart start, @Nullable String id, JoinTicket ticket) {
    assert place.owner().isCurrent();
    Answer.Refused<?> refusal = refusal(member);
    if (refusal != null) {
      member.peer().owner().execute(() -> ticket.refused(refusal));
      return;
    }
    member.peer().owner().execute(() -> ticket.entered(name));
    boolean first = roster.add(member);
    if (!first) {
      rename(member.connection(), member.user()); // it may have another name than before
    }
    Boolean recovered = start.after() == null ? null : recovers(start.after());
    long cursor =
        start.after() != null && Boolean.TRUE.equals(recovered) ? start.after().seq() : head;
    Joined joined =
        new Joined(
            id,
            name,
            new RoomSpan(epoch, head, floor),
            recovered,
            roster.count(),
            roster.first(Joined.MAX_MEMBERS));
    int last = Boolean.TRUE.equals(recovered) ? 0 : start.last();
    audience.seat(member, new Seating(joined, cursor, last));
    if (first) {
      presence.joined(member.user(), member.connection());
    }
  }

  private Answer.@Nullable Refused<?> refusal(Member member) {
    if (sanctions.holds(member.user().id(), Kind.BAN, place.clock().instant())) {
      return new Answer.Refused<>(ErrorCode.BANNED, "room: " + name + " (one is banned from it)");
    }
    int most = place.limits().roomMembers();
    if (roster.connections() >= most) {
      return new Answer.Refused<>(
          ErrorCode.ROOM_FULL, "room: " + name + " (expected: at most " + most + " members)");
    }
    return null;
  }

  private boolean recovers(Position after) {
    if (!after.epoch().equals(epoch)) {
      return false;
    }
    if (after.seq() > head) {
      place.shared().onImpossiblePosition().run();
      onEpoch(place.log().epoch()); // before the answer, which would name the old one
      return false;
    }
    return after.seq() >= floor;
  }

  void leave(Member member, @Nullable String id) {
    if (roster.member(member.connection()) == null) {
      member.left(id);
      return;
    }
    audience.unseat(member, id);
    remove(member.connection());
  }

  private void remove(long connection) {
    Roster.Present gone = roster.remove(connection);
    if (gone != null) {
      presence.left(gone, () -> place.onIdle().accept(this));
    }
  }

  /** Logs a draft of a member, or refuses it. */
  void post(long connection, Draft draft, PostTicket ticket) {
    assert place.owner().isCurrent();
    Member member = roster.member(connection);
    if (member == null) {
      ticket.settled(
          new Answer.Refused<>(
              ErrorCode.NOT_JOINED, "room: " + name + " (expected: a room one is in)"));
      return;
    }
    if (sanctions.holds(member.user().id(), Kind.MUTE, place.clock().instant())) {
      ticket.settled(
          new Answer.Refused<>(ErrorCode.MUTED, "room: " + name + " (one is muted in it)"));
      return;
    }
    inFlight++;
    Draft spelled = new Draft(name, draft.by(), draft.postId(), draft.content());
    place.log().append(spelled, answer -> place.owner().execute(() -> onAnswer(ticket, answer)));
  }

  private void onAnswer(PostTicket ticket, Answer<ServerMessage.Receipt> answer) {
    assert place.owner().isCurrent();
    inFlight--;
    ticket.settled(answer);
    place.onIdle().accept(this);
  }

  /**
   * The log has an event: everybody may see it. One that the room was loaded with is none: it was
   * committed unheard, and told while the room was away.
   */
  void onLogged(Logged logged) {
    assert place.owner().isCurrent();
    if (logged.seq() <= head) {
      return;
    }
    head = logged.seq();
    audience.show(logged);
    if (logged.event() instanceof RoomEvent.Moderated moderated) {
      onModerated(moderated);
    }
  }

  /** The log dropped all events up to there. */
  void onFloor(long newFloor) {
    floor = Math.max(floor, newFloor);
  }

  private void onModerated(RoomEvent.Moderated moderated) {
    sanctions.apply(moderated);
    boolean out =
        moderated.action() == ModerationAction.KICK || moderated.action() == ModerationAction.BAN;
    List<Member> members = out ? roster.membersOf(moderated.user()) : List.of();
    CloseCode code =
        moderated.action() == ModerationAction.BAN ? CloseCode.BANNED : CloseCode.KICKED;
    for (Member member : members) {
      audience.expel(member, code);
      remove(member.connection());
    }
  }

  void typing(long connection, boolean active) {
    Member member = roster.member(connection);
    if (member != null) {
      audience.tell(new ServerMessage.Typing(name, member.user().author(), active), connection);
    }
  }

  void rename(long connection, User user) {
    if (roster.rename(connection, user)) {
      presence.renamed(user, connection);
    }
  }

  Roster roster() {
    return roster;
  }

  /** Positions of the old epoch mean nothing any more. */
  void onEpoch(String newEpoch) {
    if (newEpoch.equals(epoch)) {
      return;
    }
    epoch = newEpoch;
    audience.resync(
        new ServerMessage.Resync(
            name, new RoomSpan(epoch, head, floor), "the log was restored from a copy"));
  }
}
