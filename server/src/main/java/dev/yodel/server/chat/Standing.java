package dev.yodel.server.chat;

import dev.yodel.protocol.ClientMessage;
import dev.yodel.protocol.CloseCode;
import dev.yodel.protocol.ErrorCode;
import dev.yodel.protocol.ServerMessage.Ok;
import dev.yodel.protocol.User;
import dev.yodel.protocol.UserName;
import dev.yodel.server.auth.Identity;
import dev.yodel.server.auth.UnauthorizedException;
import dev.yodel.server.owner.OwnedBy;
import org.jspecify.annotations.Nullable;

/** Who a session is, and until when. */
@OwnedBy(OwnedBy.Kind.LOOP)
final class Standing {

  private final SessionDesk desk;
  private final Peer peer;
  private final Expiry expiry;
  private Identity identity;
  private @Nullable UserName name;

  Standing(SessionDesk desk, Peer peer, Identity identity) {
    this.desk = desk;
    this.peer = peer;
    this.identity = identity;
    this.expiry = new Expiry(peer.owner(), desk.clock(), () -> peer.close(CloseCode.TOKEN_EXPIRED));
  }

  Identity identity() {
    return identity;
  }

  String userId() {
    return identity.userId();
  }

  User user() {
    if (name == null) {
      throw new IllegalStateException("no name was granted yet");
    }
    return new User(identity.userId(), name, identity.role());
  }

  /** The user goes by this name; the conversation begins. */
  void begin(UserName granted) {
    name = granted;
    expiry.watch(identity.expires());
  }

  void rename(UserName renamed) {
    name = renamed;
  }

  /** A token that brings the user back. */
  String resumeToken() {
    Identity named =
        new Identity(
            identity.userId(),
            name,
            identity.nameFixed(),
            identity.role(),
            identity.rooms(),
            identity.expires());
    return desk.authenticator().resume(named);
  }

  /** Takes a newer token of the same user. */
  void refresh(ClientMessage.Refresh refresh, Memberships memberships, Answers answers) {
    try {
      Identity renewed = desk.authenticator().identify(refresh.token());
      if (!renewed.userId().equals(identity.userId())) {
        answers.refuse(refresh.id(), ErrorCode.FORBIDDEN, "token (expected: the same user's)");
        return;
      }
      if (!memberships.areOpenTo(renewed)) {
        answers.refuse(
            refresh.id(),
            ErrorCode.FORBIDDEN,
            "token (expected: one that names every room entered)");
        return;
      }
      identity = renewed;
      expiry.watch(identity.expires());
      peer.send(Ok.of(refresh.id()));
    } catch (UnauthorizedException e) {
      answers.refuse(refresh.id(), ErrorCode.UNAUTHORIZED, e.explanation());
    }
  }

  /** Watches no longer. */
  void end() {
    expiry.stop();
  }
}
