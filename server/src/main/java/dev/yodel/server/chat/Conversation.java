package dev.yodel.server.chat;

import dev.yodel.protocol.ClientMessage;
import dev.yodel.protocol.ClientVisitor;
import dev.yodel.protocol.ErrorCode;
import dev.yodel.protocol.RoomStart;
import dev.yodel.protocol.ServerMessage;
import dev.yodel.protocol.ServerMessage.Ok;
import dev.yodel.protocol.UserName;
import dev.yodel.server.auth.Identity;
import dev.yodel.server.log.Answer;
import dev.yodel.server.owner.OwnedBy;
import dev.yodel.server.owner.Owner;
import org.jspecify.annotations.Nullable;

/** What a client that is welcome says and is told. */
@OwnedBy(OwnedBy.Kind.LOOP)
final class Conversation implements ClientVisitor<Boolean> {

  private final SessionDesk desk;
  private final Line line;
  private final Answers answers;
  private final Turnstile turnstile;
  private final Memberships memberships;
  private final Posting posting;
  private final Inquiries inquiries;
  private final Standing standing;

  Conversation(SessionDesk desk, Line line, Identity identity) {
    this.desk = desk;
    this.line = line;
    this.standing = new Standing(desk, line.peer(), identity);
    this.answers = new Answers(line.peer());
    Owner owner = line.peer().owner();
    this.turnstile =
        new Turnstile(
            owner,
            line.throttle(),
            new PostBudget(
                desk.limits().postsPerSecond(), desk.limits().postsInFlight(), owner.nanoTime()));
    this.memberships = new Memberships(desk, line, answers);
    this.posting = new Posting(desk, turnstile, memberships, answers);
    this.inquiries = new Inquiries(desk, line, memberships, answers);
  }

  /** How the directory reaches this connection. */
  DirectoryLink link() {
    return new Link();
  }

  /** Who this is. */
  Standing standing() {
    return standing;
  }

  /**
   * The connection is gone.
   *
   * @param known whether the client certainly had its welcome, and can come back by its token
   */
  void end(boolean known) {
    turnstile.close();
    memberships.leaveAll();
    standing.end();
    desk.directory().release(standing.userId(), line.connection(), known);
  }

  /** Enters a room; without an id the answer carries none. */
  void join(RoomStart start, @Nullable String id) {
    memberships.join(standing.user(), standing.identity(), start, id);
  }

  @Override
  public Boolean onHello(ClientMessage.Hello hello) {
    answers.refuse(hello.id(), ErrorCode.BAD_REQUEST, "type: \"hello\" (one was granted before)");
    return true;
  }

  @Override
  public Boolean onJoin(ClientMessage.Join join) {
    return posting.paced(join.id(), () -> join(join.start(), join.id()));
  }

  @Override
  public Boolean onLeave(ClientMessage.Leave leave) {
    turnstile.pass(() -> memberships.leave(leave));
    return true;
  }

  @Override
  public Boolean onPost(ClientMessage.Post post) {
    return posting.post(standing.user(), post);
  }

  @Override
  public Boolean onEdit(ClientMessage.Edit edit) {
    return posting.post(standing.user(), edit);
  }

  @Override
  public Boolean onDelete(ClientMessage.Delete delete) {
    return posting.post(standing.user(), delete);
  }

  @Override
  public Boolean onReact(ClientMessage.React react) {
    return posting.post(standing.user(), react);
  }

  @Override
  public Boolean onModerate(ClientMessage.Moderate moderate) {
    return posting.post(standing.user(), moderate);
  }

  @Override
  public Boolean onDirect(ClientMessage.Direct direct) {
    return posting.direct(standing.user(), direct, new Link());
  }

  @Override
  public Boolean onHistory(ClientMessage.History history) {
    turnstile.pass(() -> inquiries.history(history));
    return true;
  }

  @Override
  public Boolean onSearch(ClientMessage.Search search) {
    return posting.paced(search.id(), () -> inquiries.search(search));
  }

  @Override
  public Boolean onMembers(ClientMessage.Members members) {
    turnstile.pass(() -> inquiries.members(members));
    return true;
  }

  @Override
  public Boolean onRename(ClientMessage.Rename rename) {
    return posting.paced(rename.id(), () -> rename(rename));
  }

  private void rename(ClientMessage.Rename rename) {
    if (standing.identity().nameFixed()) {
      answers.refuse(rename.id(), ErrorCode.FORBIDDEN, "name (it is the token's)");
    } else if (rename.name().isKept()) {
      answers.refuse(rename.id(), ErrorCode.NAME_INVALID, "name (such names are kept)");
    } else {
      desk.directory()
          .rename(
              standing.userId(),
              rename.name(),
              new Link(),
              answer -> {
                if (answer instanceof Answer.Refused<UserName> why) {
                  answers.refuse(rename.id(), why.code(), why.message());
                } else {
                  line.peer().send(Ok.of(rename.id()));
                }
              });
    }
  }

  @Override
  public Boolean onTyping(ClientMessage.Typing typing) {
    memberships.typing(typing);
    return true;
  }

  @Override
  public Boolean onRead(ClientMessage.Read read) {
    RoomMembership membership = memberships.find(read.room());
    if (membership != null) {
      desk.directory()
          .read(standing.user().author(), membership.room(), read.seq(), line.connection());
    }
    return true;
  }

  @Override
  public Boolean onRefresh(ClientMessage.Refresh refresh) {
    return posting.paced(refresh.id(), () -> standing.refresh(refresh, memberships, answers));
  }

  @Override
  public Boolean onPing(ClientMessage.Ping ping) {
    line.peer().send(new ServerMessage.Pong(ping.id()));
    return true;
  }

  /** This connection in the directory. */
  private final class Link implements DirectoryLink {
    @Override
    public long connection() {
      return line.connection();
    }

    @Override
    public Owner owner() {
      return line.peer().owner();
    }

    @Override
    public void onRenamed(UserName renamed) {
      standing.rename(renamed);
      memberships.rename(standing.user());
    }

    @Override
    public void onTold(ServerMessage.Said message) {
      if (line.peer().isWritable()) {
        line.peer().send(message);
      }
    }
  }
}
