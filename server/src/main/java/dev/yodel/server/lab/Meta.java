package dev.yodel.server.lab;

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
    return Json.object(
        out -> {
          out.writeStringProperty("request", maskedLine());
          out.writeArrayPropertyStart("headers");
          for (Map.Entry<String, String> header : headers) {
            out.writeStartArray();
            out.writeString(header.getKey());
            out.writeString(masked(header.getKey(), header.getValue()));
            out.writeEndArray();
          }
          out.writeEndArray();
          out.writeStringProperty("peer", connection.peer());
          out.writeStringProperty("tlsVersion", connection.tlsVersion());
          out.writeStringProperty("tlsCipher", connection.tlsCipher());
          out.writeStringProperty("subprotocol", agreed.subprotocol());
          out.writeStringProperty("extensions", agreed.extensions());
          out.writeStringProperty("transport", connection.transport());
          out.writeStringProperty("node", connection.node());
          out.writeNumberProperty("seed", agreed.seed());
          Json.strings(out, "knobs", experiment.knobs().stream().<String>map(Knob::name).toList());
        });
  }

  private String maskedLine() {
    return SECRET_PARAMETER.matcher(requestLine).replaceAll("$1" + MASK);
  }

  private static String masked(String name, String value) {
    String key = name.toLowerCase(Locale.ROOT);
    if (key.equals("sec-websocket-protocol")) {
      return SECRET_PROTOCOL.matcher(value).find() ? MASK : value;
    }
    return SECRET_HEADER.matcher(key).find() ? MASK : value;
  }
}
