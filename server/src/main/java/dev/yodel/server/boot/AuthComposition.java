package dev.yodel.server.boot;

import dev.yodel.server.auth.Authenticator;
import dev.yodel.server.auth.GuestAuthenticator;
import dev.yodel.server.auth.ResumeTokens;
import dev.yodel.server.auth.TokenAuthenticator;
import dev.yodel.server.auth.TokenKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;

/** Makes the authenticator, from keys that are kept in files. */
record AuthComposition(AuthConfig config, RandomTags tags, Clock clock) {

  private static final int ID_LENGTH = 16;

  /**
   * The authenticator.
   *
   * @param resumeKey signs the tokens that bring an identity back
   * @throws IOException if a key cannot be used; the message names its file
   */
  Authenticator authenticator(byte[] resumeKey) throws IOException {
    ResumeTokens resume = new ResumeTokens(resumeKey, clock);
    return config.tokens()
        ? new TokenAuthenticator(key(), resume, clock)
        : new GuestAuthenticator(resume, () -> tags.of(ID_LENGTH));
  }

  private TokenKey key() throws IOException {
    Path file = config.publicKey() == null ? config.secret() : config.publicKey();
    try {
      return config.publicKey() == null
          ? TokenKey.ofSecret(new SecretFile(file, ResumeTokens.KEY_BYTES).read(tags))
          : TokenKey.ofPublicKey(Files.readString(file));
    } catch (IllegalArgumentException e) {
      throw new IOException(file + ": " + e.getMessage(), e);
    }
  }
}
