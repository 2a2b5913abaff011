package dev.yodel.server.boot;

import dev.yodel.server.auth.Authenticator;
import dev.yodel.server.auth.GuestAuthenticator;
import dev.yodel.server.auth.ResumeTokens;
import dev.yodel.server.auth.TokenAuthenticator;
import dev.yodel.server.auth.TokenKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
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
    if (!config.tokens()) {
      return new GuestAuthenticator(new ResumeTokens(resumeKey, clock), () -> tags.of(ID_LENGTH));
    }
    Path file = config.publicKey() == null ? config.secret() : config.publicKey();
    String option = config.publicKey() == null ? SecretFile.OPTION : "--auth-key";
    try {
      byte[] key =
          config.publicKey() == null
              ? new SecretFile(file, ResumeTokens.KEY_BYTES).read(tags)
              : Files.readAllBytes(file);
      ResumeTokens resume = new ResumeTokens(ResumeTokens.keyFor(resumeKey, key), clock);
      return new TokenAuthenticator(tokenKey(key), resume, clock);
    } catch (FileSystemException e) {
      throw SecretFile.unusable(option, file, e);
    } catch (IllegalArgumentException e) {
      throw new IOException(file + ": " + e.getMessage(), e);
    }
  }

  private TokenKey tokenKey(byte[] key) {
    return config.publicKey() == null
        ? TokenKey.ofSecret(key)
        : TokenKey.ofPublicKey(new String(key, StandardCharsets.UTF_8));
  }
}
