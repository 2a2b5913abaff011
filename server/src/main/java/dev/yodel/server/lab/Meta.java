package dev.yodel.server.lab;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A request as the server received it, for the first message of {@code meta=1}; secrets are masked.
 *
 * @param requestLine method, target and version
 * @param headers in the order and spelling of the request
 * @param connection how it came
 * @param agreed what the handshake agreed on
 * @param experiment the knobs in use
 */
public record Meta(
    String requestLine,
    List<Map.Entry<String, String>> headers,
    Connection connection,
    Agreed agreed,
    Experiment experiment) {

  private static final String MASK = "***";
  private static final Pattern SECRET_HEADER =
      Pattern.compile(
          "authorization|cookie|token|secret|passw|credential|session|signature|api-?key|auth-?key"
              + "|jwt|assertion|csrf|x-auth");
  private static final Pattern SECRET_PARAMETER =
      Pattern.compile(
          "([?&][^=&]*(?:token|secret|passw|key|auth|sig|session|credential|jwt|code)[^=&]*=)[^& ]*",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern SECRET_PROTOCOL =
      Pattern.compile("bearer|token|auth", Pattern.CASE_INSENSITIVE);

  /**
   * How the request came.
   *
   * @param tlsVersion null without TLS
   * @param tlsCipher null without TLS
   */
  public record Connection(
      String peer,
      @Nullable String tlsVersion,
      @Nullable String tlsCipher,
      String transport,
      String node) {}

  /**
   * What the handshake agreed on.
   *
   * @param subprotocol null for none
   * @param extensions null for none
   */
  public record Agreed(@Nullable String subprotocol, @Nullable String extensions, long seed) {}

  /** The message. */
  public String json() {
    Map<String, @Nullable Object> meta = new LinkedHashMap<>();
    meta.put("request", maskedLine());
    meta.put("headers", headers.stream().map(Meta::masked).toList());
    meta.put("peer", connection.peer());
    meta.put("tlsVersion", connection.tlsVersion());
    meta.put("tlsCipher", connection.tlsCipher());
    meta.put("subprotocol", agreed.subprotocol());
    meta.put("extensions", agreed.extensions());
    meta.put("transport", connection.transport());
    meta.put("node", connection.node());
    meta.put("seed", agreed.seed());
    meta.put("knobs", experiment.knobs().stream().map(Knob::name).toList());
    return Json.of(meta);
  }

  private String maskedLine() {
    return SECRET_PARAMETER.matcher(requestLine).replaceAll("$1" + MASK);
  }

  private static List<String> masked(Map.Entry<String, String> header) {
    String key = header.getKey().toLowerCase(Locale.ROOT);
    boolean secret =
        key.equals("sec-websocket-protocol")
            ? SECRET_PROTOCOL.matcher(header.getValue()).find()
            : SECRET_HEADER.matcher(key).find();
    return List.of(header.getKey(), secret ? MASK : header.getValue());
  }
}
