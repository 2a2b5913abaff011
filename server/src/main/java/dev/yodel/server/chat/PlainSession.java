package dev.yodel.server.chat;

import dev.yodel.protocol.CloseCode;
import dev.yodel.protocol.ErrorCode;
import dev.yodel.protocol.InvalidValueException;
import dev.yodel.protocol.Limits;
import dev.yodel.protocol.MessageText;
import dev.yodel.protocol.RoomName;
import dev.yodel.protocol.RoomStart;
import dev.yodel.protocol.ServerMessage.Receipt;
import dev.yodel.server.log.Answer;
import dev.yodel.server.log.Draft;
import dev.yodel.server.owner.OwnedBy;

/** A plain client in one room: what it sends is a post, what is posted is sent to it. */
@OwnedBy(OwnedBy.Kind.LOOP)
public final class PlainSession {

  private final Rooms rooms;
  private final Member member;
  private final RoomName room;
  private final Limits limits;
  private final Turnstile turnstile;
  private final Draft.By by;
  private boolean closed;
  private long posts;

  public PlainSession(Rooms rooms, Member member, RoomName room, Limits limits, Throttle throttle) {
    this.rooms = rooms;
    this.member = member;
    this.room = room;
    this.limits = limits;
    this.by = new Draft.By(member.user().author(), member.user().role(), true);
    this.turnstile =
        new Turnstile(
            member.peer().owner(),
            throttle,
            new PostBudget(
                limits.postsPerSecond(), limits.postsInFlight(), member.peer().owner().nanoTime()));
  }

  /** Enters the room at its head. */
  public void open() {
    rooms.join(member, RoomStart.atHead(room), null, new Ticket());
  }

  private final class Ticket implements JoinTicket {
    @Override
    public void entered(RoomName spelling) {}

    @Override
    public void refused(Answer.Refused<?> why) {
      close(why.code() == ErrorCode.BANNED ? CloseCode.BANNED : CloseCode.TRY_AGAIN_LATER);
    }
  }

  /** A text frame came. */
  public void onText(String text) {
    if (closed) {
      return;
    }
    try {
      String checked = MessageText.checked(text, limits.textChars());
      turnstile.passPost(() -> post(checked));
    } catch (InvalidValueException e) {
      boolean tooLong = e.code() == ErrorCode.TEXT_TOO_LONG;
      close(tooLong ? CloseCode.TOO_BIG : CloseCode.POLICY_VIOLATION);
    }
  }

  private void post(String text) {
    posts++;
    Draft draft =
        new Draft(room, by, member.connection() + "." + posts, new Draft.Text(text, null));
    rooms.post(member, draft, this::onAnswer);
  }

  private void onAnswer(Answer<Receipt> answer) {
    turnstile.answered();
    if (answer instanceof Answer.Refused<Receipt> why) {
      close(why.code().retryable() ? CloseCode.TRY_AGAIN_LATER : CloseCode.POLICY_VIOLATION);
    }
  }

  /** A binary frame came: those live on the echo endpoints. */
  public void onBinary() {
    close(CloseCode.UNSUPPORTED_DATA);
  }

  /** The peer will post no more: what it posted is logged and sent to it before the end. */
  public void onPeerClosing(Runnable end) {
    turnstile.onceSettled(end);
  }

  private void close(CloseCode code) {
    if (!closed) {
      closed = true;
      turnstile.close();
      member.peer().close(code);
    }
  }

  /** The connection is gone. */
  public void onGone() {
    closed = true;
    turnstile.close();
    rooms.leave(room, member, null);
  }
}
