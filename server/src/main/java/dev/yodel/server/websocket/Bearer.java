package dev.yodel.server.websocket;

import dev.yodel.protocol.RoomName;
import dev.yodel.server.auth.Authenticator;
import dev.yodel.server.auth.Identity;
import dev.yodel.server.auth.UnauthorizedException;
import dev.yodel.server.metrics.Why;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The token of an upgrade's {@code Authorization} header (RFC 6750 section 2.1). */
public final class Bearer {

  private static final String SCHEME = "bearer ";

  private Bearer() {}

  /**
   * The token; null when there is none.
   *
   * @throws Refusal 401 if it proves nothing
   */
  public static @Nullable String of(Upgrade upgrade, ChatServices chat) {
    String header = upgrade.headers().get(HttpHeaderNames.AUTHORIZATION);
    if (header == null || !header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
      return null;
    }
    String token = header.substring(SCHEME.length()).strip();
    identify(token, chat);
    return token;
  }

  /**
   * Who a plain client is; null for a guest, whose token has to hold all the same.
   *
   * @throws Refusal 401 if a token is required and there is none that holds, 403 if it does not
   *     name the room
   */
  public static @Nullable Identity plain(Upgrade upgrade, ChatServices chat, RoomName room) {
    String token = of(upgrade, chat);
    if (!chat.desk().authenticator().requiresToken()) {
      return null;
    }
    Identity identity = identify(token, chat);
    if (!identity.mayEnter(room)) {
      throw new Refusal(
          Why.TOKEN, HttpResponseStatus.FORBIDDEN, "room: the token does not name it");
    }
    return identity;
  }

  private static Identity identify(@Nullable String token, ChatServices chat) {
    Authenticator authenticator = chat.desk().authenticator();
    try {
      return authenticator.identify(token);
    } catch (UnauthorizedException e) {
      throw new Refusal(
          Why.TOKEN,
          HttpResponseStatus.UNAUTHORIZED,
          "Authorization: " + e.explanation(),
          Map.of("WWW-Authenticate", "Bearer"));
    }
  }
}
