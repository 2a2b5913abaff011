package dev.yodel.server.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.yodel.protocol.Role;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.interfaces.ECPrivateKey;
import java.security.spec.ECGenParameterSpec;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.Date;
import org.junit.jupiter.api.Test;

/** Tokens signed by somebody else, checked with a public key alone. */
class PublicKeyTest {

  private static final Instant NOW = Instant.parse("2026-11-21T09:00:00Z");
  private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);

  private static KeyPair rsa() throws Exception {
    return rsa(2_048);
  }

  private static KeyPair rsa(int bits) throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(bits);
    return generator.generateKeyPair();
  }

  private static KeyPair ec(String curve) throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec(curve));
    return generator.generateKeyPair();
  }

  private static JWSSigner ecSigner(KeyPair pair) throws Exception {
    return new ECDSASigner((ECPrivateKey) pair.getPrivate());
  }

  /** As {@code openssl pkey -pubout} writes it. */
  private static String pem(PublicKey key) {
    String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(key.getEncoded());
    return "-----BEGIN PUBLIC KEY-----\n" + body + "\n-----END PUBLIC KEY-----\n";
  }

  private static Authenticator knowing(PublicKey key) {
    return new TokenAuthenticator(
        TokenKey.ofPublicKey(pem(key)), new ResumeTokens(new byte[32], CLOCK), CLOCK);
  }

  private static String token(JWSAlgorithm algorithm, JWSSigner signer) throws Exception {
    JWTClaimsSet claims =
        new JWTClaimsSet.Builder()
            .subject("ann")
            .claim("role", "moderator")
            .expirationTime(Date.from(NOW.plusSeconds(60)))
            .build();
    SignedJWT token = new SignedJWT(new JWSHeader(algorithm), claims);
    token.sign(signer);
    return token.serialize();
  }

  private static void assertAnn(Identity identity) {
    assertThat(identity.userId()).isEqualTo("ann");
    assertThat(identity.role()).isEqualTo(Role.MODERATOR);
    assertThat(identity.expires()).isEqualTo(NOW.plusSeconds(60));
  }

  private static void assertRefused(Authenticator authenticator, String token) {
    assertThatThrownBy(() -> authenticator.identify(token))
        .isInstanceOf(UnauthorizedException.class);
  }

  @Test
  void rsaKeyTakesItsOwnTokensOnly() throws Exception {
    KeyPair ours = rsa();
    Authenticator authenticator = knowing(ours.getPublic());
    assertAnn(
        authenticator.identify(token(JWSAlgorithm.RS256, new RSASSASigner(ours.getPrivate()))));
    assertRefused(authenticator, token(JWSAlgorithm.RS256, new RSASSASigner(rsa().getPrivate())));
    assertRefused(authenticator, token(JWSAlgorithm.RS512, new RSASSASigner(ours.getPrivate())));
    assertRefused(authenticator, token(JWSAlgorithm.ES256, ecSigner(ec("secp256r1"))));
  }

  @Test
  void ellipticKeyTakesItsOwnTokensOnly() throws Exception {
    KeyPair ours = ec("secp256r1");
    Authenticator authenticator = knowing(ours.getPublic());
    assertAnn(authenticator.identify(token(JWSAlgorithm.ES256, ecSigner(ours))));
    assertRefused(authenticator, token(JWSAlgorithm.ES256, ecSigner(ec("secp256r1"))));
    assertRefused(authenticator, token(JWSAlgorithm.RS256, new RSASSASigner(rsa().getPrivate())));
  }

  @Test
  void publicKeyIsNoSharedSecret() throws Exception {
    KeyPair ours = rsa();
    byte[] known = pem(ours.getPublic()).getBytes(StandardCharsets.US_ASCII);
    assertRefused(knowing(ours.getPublic()), token(JWSAlgorithm.HS256, new MACSigner(known)));
  }

  @Test
  void shortRsaKeyIsRefused() throws Exception {
    String weak = pem(rsa(1_024).getPublic());
    assertThatThrownBy(() -> TokenKey.ofPublicKey(weak))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("public key: RSA of 1024 bits (expected: 2048 or more)");
  }

  @Test
  void keyOfAnotherKindIsRefusedWithWhatIsExpected() throws Exception {
    String p384 = pem(ec("secp384r1").getPublic());
    assertThatThrownBy(() -> TokenKey.ofPublicKey(p384))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("P-256");
    assertThatThrownBy(() -> TokenKey.ofPublicKey("secret"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("PEM");
  }
}
