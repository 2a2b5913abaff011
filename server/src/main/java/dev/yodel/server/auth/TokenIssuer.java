package dev.yodel.server.auth;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.util.Date;

/** Signs tokens with a shared secret, for {@link TokenAuthenticator}. */
public final class TokenIssuer {

  private final byte[] secret;

  public TokenIssuer(byte[] secret) {
    this.secret = secret.clone();
  }

  /** A token of an identity, which has an end. */
  public String issue(Identity identity) {
    JWTClaimsSet.Builder claims =
        new JWTClaimsSet.Builder()
            .subject(identity.userId())
            .claim("role", identity.role().wireName());
    if (identity.expires() != null) {
      claims.expirationTime(Date.from(identity.expires()));
    }
    if (identity.name() != null) {
      claims.claim("name", identity.name().value());
    }
    if (!identity.rooms().isEmpty()) {
      claims.claim("rooms", identity.rooms());
    }
    try {
      SignedJWT token = new SignedJWT(new JWSHeader(JWSAlgorithm.HS256), claims.build());
      token.sign(new MACSigner(secret));
      return token.serialize();
    } catch (JOSEException e) {
      throw new IllegalArgumentException(
          "secret: " + secret.length + " bytes (expected: 32 or more)", e);
    }
  }
}
