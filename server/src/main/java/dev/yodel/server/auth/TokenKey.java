package dev.yodel.server.auth;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.MACVerifier;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;

/**
 * The key that tokens are checked with, and the one algorithm that goes with it: a token does not
 * choose.
 */
public record TokenKey(JWSVerifier verifier, JWSAlgorithm algorithm) {

  private static final int LEAST_RSA_BITS = 2_048;

  /** A shared secret of at least 32 bytes: HS256. */
  public static TokenKey ofSecret(byte[] secret) {
    try {
      return new TokenKey(new MACVerifier(secret), JWSAlgorithm.HS256);
    } catch (JOSEException e) {
      throw new IllegalArgumentException(
          "secret: " + secret.length + " bytes (expected: 32 or more)", e);
    }
  }

  /** A public key in PEM: RS256 or ES256. */
  public static TokenKey ofPublicKey(String pem) {
    PublicKey key = read(pem);
    return key instanceof RSAPublicKey rsa ? ofRsa(rsa) : ofElliptic((ECPublicKey) key);
  }

  private static PublicKey read(String pem) {
    String body =
        pem.replace("-----BEGIN PUBLIC KEY-----", "")
            .replace("-----END PUBLIC KEY-----", "")
            .replaceAll("\\s", "");
    try {
      X509EncodedKeySpec key = new X509EncodedKeySpec(Base64.getDecoder().decode(body));
      try {
        return KeyFactory.getInstance("RSA").generatePublic(key);
      } catch (GeneralSecurityException notRsa) {
        return KeyFactory.getInstance("EC").generatePublic(key);
      }
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      throw unusable(e);
    }
  }

  /** RFC 7518 section 3.3 asks for so many bits. */
  private static TokenKey ofRsa(RSAPublicKey key) {
    int bits = key.getModulus().bitLength();
    if (bits < LEAST_RSA_BITS) {
      throw new IllegalArgumentException(
          "public key: RSA of " + bits + " bits (expected: " + LEAST_RSA_BITS + " or more)");
    }
    return new TokenKey(new RSASSAVerifier(key), JWSAlgorithm.RS256);
  }

  private static TokenKey ofElliptic(ECPublicKey key) {
    try {
      JWSVerifier verifier = new ECDSAVerifier(key);
      if (!verifier.supportedJWSAlgorithms().contains(JWSAlgorithm.ES256)) {
        throw new InvalidKeyException("another curve than P-256");
      }
      return new TokenKey(verifier, JWSAlgorithm.ES256);
    } catch (InvalidKeyException | JOSEException e) {
      throw unusable(e);
    }
  }

  private static IllegalArgumentException unusable(Exception cause) {
    return new IllegalArgumentException(
        "public key (expected: PEM, \"BEGIN PUBLIC KEY\", RSA or P-256)", cause);
  }
}
