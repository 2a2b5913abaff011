package dev.yodel.server.rooms;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.interfaces.ECPrivateKey;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.UUID;

/** Somebody who signs tokens, and what a server is given to check them. */
record Signer(JWSAlgorithm algorithm, JWSSigner key, String option, String file) {

  static Signer of(String algorithm) throws Exception {
    return switch (algorithm) {
      case "HS256" -> hs256();
      case "RS256" -> rs256();
      default -> es256();
    };
  }

  private static Signer hs256() throws Exception {
    String secret = UUID.randomUUID() + "-" + UUID.randomUUID();
    return new Signer(JWSAlgorithm.HS256, new MACSigner(secret), "--auth-secret", secret);
  }

  private static Signer rs256() throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(2_048);
    KeyPair pair = generator.generateKeyPair();
    return new Signer(
        JWSAlgorithm.RS256,
        new RSASSASigner(pair.getPrivate()),
        "--auth-key",
        pem(pair.getPublic()));
  }

  private static Signer es256() throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec("secp256r1"));
    KeyPair pair = generator.generateKeyPair();
    JWSSigner signer = new ECDSASigner((ECPrivateKey) pair.getPrivate());
    return new Signer(JWSAlgorithm.ES256, signer, "--auth-key", pem(pair.getPublic()));
  }

  private static String pem(PublicKey key) {
    String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(key.getEncoded());
    return "-----BEGIN PUBLIC KEY-----\n" + body + "\n-----END PUBLIC KEY-----\n";
  }

  /** The options of a server that knows this signer. */
  String[] options(Path folder) throws IOException {
    Path key = Files.writeString(folder.resolve("key"), file);
    return new String[] {
      "--port", "0", "--log", "memory", "--auth", "tokens", option, key.toString()
    };
  }

  /** A token for a minute and the rooms of a team. */
  String token(String user, String role) throws Exception {
    JWTClaimsSet claims =
        new JWTClaimsSet.Builder()
            .subject("u-" + user)
            .claim("name", user)
            .claim("role", role)
            .claim("rooms", List.of("team-*"))
            .expirationTime(Date.from(Instant.now().plusSeconds(60)))
            .build();
    SignedJWT token = new SignedJWT(new JWSHeader(algorithm), claims);
    token.sign(key);
    return token.serialize();
  }
}
