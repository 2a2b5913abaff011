package dev.yodel.server.auth;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.yodel.protocol.InvalidValueException;
import dev.yodel.protocol.Role;
import dev.yodel.protocol.UserName;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Tokens of the server's own that bring an identity back: the fields, and an HMAC-SHA256 over them
 * under a key that survives a restart.
 */
public final class ResumeTokens {

  /** What every such token begins with. */
  static final String PREFIX = "y1.";

  /** The length of the key, in bytes. */
  public static final int KEY_BYTES = 32;

  private static final String ALGORITHM = "HmacSHA256";
  private static final int FIXED_FIELDS = 5;

  private final SecretKeySpec key;
  private final Clock clock;

  public ResumeTokens(byte[] key, Clock clock) {
    if (key.length < KEY_BYTES) {
      throw new IllegalArgumentException(
          "key: " + key.length + " bytes (expected: " + KEY_BYTES + " or more)");
    }
    this.key = new SecretKeySpec(key, ALGORITHM);
    this.clock = clock;
  }

  /** A key of its own for everybody who trusts another key: what one issued is void for others. */
  public static byte[] keyFor(byte[] key, byte[] trusted) {
    return hmac(new SecretKeySpec(key, ALGORITHM), trusted);
  }

  static boolean isOne(String token) {
    return token.startsWith(PREFIX);
  }

  /** A token of the identity. */
  public String issue(Identity identity) {
    List<String> fields = new ArrayList<>();
    fields.add(identity.userId());
    fields.add(identity.name() == null ? "" : identity.name().value());
    fields.add(identity.nameFixed() ? "fixed" : "");
    fields.add(identity.role().wireName());
    fields.add(identity.expires() == null ? "" : identity.expires().toString());
    fields.addAll(identity.rooms());
    String body = PREFIX + encode(String.join("\n", fields).getBytes(UTF_8));
    return body + "." + encode(sign(body));
  }

  /** Whose token it is. */
  public Identity verify(String token) throws UnauthorizedException {
    int dot = token.lastIndexOf('.');
    try {
      String body = token.substring(0, dot);
      byte[] signature = Base64.getUrlDecoder().decode(token.substring(dot + 1));
      if (MessageDigest.isEqual(signature, sign(body))) {
        byte[] text = Base64.getUrlDecoder().decode(body.substring(PREFIX.length()));
        return inTime(identity(new String(text, UTF_8).split("\n", -1)));
      }
    } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
      throw refusal();
    }
    throw refusal();
  }

  private static Identity identity(String[] fields) throws UnauthorizedException {
    if (fields.length < FIXED_FIELDS) {
      throw refusal();
    }
    List<String> rooms = List.of(fields).subList(FIXED_FIELDS, fields.length);
    return new Identity(
        fields[0],
        name(fields[1]),
        fields[2].equals("fixed"),
        Role.ofWireName(fields[3]),
        rooms,
        fields[4].isEmpty() ? null : Instant.parse(fields[4]));
  }

  private static @Nullable UserName name(String name) throws InvalidValueException {
    return name.isEmpty() ? null : new UserName(name);
  }

  private Identity inTime(Identity identity) throws UnauthorizedException {
    if (identity.expires() != null && !clock.instant().isBefore(identity.expires())) {
      throw new UnauthorizedException("token: expired (expected: one that is in force)");
    }
    return identity;
  }

  private static UnauthorizedException refusal() {
    return new UnauthorizedException("token: unknown (expected: one that this server issued)");
  }

  private byte[] sign(String body) {
    return hmac(key, body.getBytes(UTF_8));
  }

  private static byte[] hmac(SecretKeySpec key, byte[] content) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      return mac.doFinal(content);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(ALGORITHM + " is part of every JDK", e);
    }
  }

  private static String encode(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
