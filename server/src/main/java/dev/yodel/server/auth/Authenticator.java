package dev.yodel.server.auth;

import org.jspecify.annotations.Nullable;

/** Finds out who speaks. Thread-safe; never blocks. */
public interface Authenticator {

  /**
   * Who a connection is.
   *
   * @param token what it brought; null for nothing
   */
  Identity identify(@Nullable String token) throws UnauthorizedException;

  /** A token that brings the same identity back. */
  String resume(Identity identity);

  /** Whether nobody may come without a token. */
  boolean requiresToken();
}
