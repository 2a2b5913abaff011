package dev.yodel.server.chat;

import dev.yodel.protocol.ClientMessage;
import dev.yodel.protocol.ClientMessage.Durable;
import dev.yodel.protocol.ErrorCode;
import dev.yodel.protocol.Role;
import dev.yodel.protocol.ServerMessage;
import dev.yodel.protocol.ServerMessage.Ok;
import dev.yodel.protocol.User;
import dev.yodel.server.log.Answer;
import dev.yodel.server.log.Draft;
import dev.yodel.server.owner.OwnedBy;
import java.time.Duration;
import java.time.temporal.ChronoUnit;

/** What a session wants logged or delivered, held to its budget. */
@OwnedBy(OwnedBy.Kind.LOOP)
final class Posting {

  /** A post that would wait longer for its turn is refused. */
  static final Duration MAX_WAIT = Duration.ofSeconds(5);

  private final SessionDesk desk;
  private final Turnstile turnstile;
  private final Memberships memberships;
  private final Answers answers;

  Posting(SessionDesk desk, Turnstile turnstile, Memberships memberships, Answers answers) {
    this.desk = desk;
    this.turnstile = turnstile;
    this.memberships = memberships;
    this.answers = answers;
  }

  boolean post(User user, Durable post) {
    if (isInTime(post.id())) {
      turnstile.passPost(() -> postNow(user, post));
    }
    return true;
  }

  /** Does what costs others as much as a post does, at the same rate. */
  boolean paced(String id, Runnable action) {
    if (isInTime(id)) {
      turnstile.passPaced(action);
    }
    return true;
  }

  private boolean isInTime(String id) {
    Duration wait = turnstile.postWait();
    boolean inTime = wait.compareTo(MAX_WAIT) <= 0;
    if (!inTime) {
      answers.tooFast(id, desk.limits().postsPerSecond(), wait);
    }
    return inTime;
  }

  private void postNow(User user, Durable post) {
    RoomMembership membership = memberships.find(post.room());
    if (membership == null) {
      turnstile.answered();
      answers.notJoined(post.id(), post.room());
    } else if (post instanceof ClientMessage.Moderate && user.role() != Role.MODERATOR) {
      turnstile.answered();
      answers.refuse(
          post.id(), membership.room(), ErrorCode.FORBIDDEN, "role: member (expected: moderator)");
    } else {
      Draft draft =
          new Draft(
              membership.room(),
              new Draft.By(user.author(), user.role(), false),
              post.postId(),
              post.accept(new DraftContent()));
      desk.rooms()
          .post(
              membership.member(),
              draft,
              answer -> {
                turnstile.answered();
                answers.receipt(post.id(), membership.room(), answer);
              });
    }
  }

  boolean direct(User user, ClientMessage.Direct direct, DirectoryLink link) {
    if (isInTime(direct.id())) {
      turnstile.passPost(() -> directNow(user, direct, link));
    }
    return true;
  }

  private void directNow(User user, ClientMessage.Direct direct, DirectoryLink link) {
    ServerMessage.Direct message =
        new ServerMessage.Direct(
            user.author(),
            direct.to(),
            direct.postId(),
            desk.clock().instant().truncatedTo(ChronoUnit.MILLIS),
            direct.text());
    desk.directory()
        .direct(
            message,
            link,
            answer -> {
              turnstile.answered();
              if (answer instanceof Answer.Refused<Boolean> why) {
                answers.refuse(direct.id(), why.code(), why.message());
              } else {
                answers.peer().send(new Ok(direct.id(), null, true));
              }
            });
  }
}
