package dev.yodel.server.websocket;

import dev.yodel.server.metrics.Why;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** The rules of an upgrade request (RFC 6455 section 4.2.1), each with the answer to its breach. */
final class HandshakeRequest {

  private static final String VERSION = "13";

  private static final int KEY_LENGTH = 24;
  private static final String KEY_END = "==";

  private static final Pattern TOKEN = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");

  private HandshakeRequest() {}

  /** Whether a request wants to be a WebSocket, well or badly put. */
  static boolean isMeant(FullHttpRequest request) {
    HttpHeaders headers = request.headers();
    return headers.containsValue(HttpHeaderNames.UPGRADE, HttpHeaderValues.WEBSOCKET, true)
        || headers.contains(HttpHeaderNames.SEC_WEBSOCKET_KEY)
        || headers.contains(HttpHeaderNames.SEC_WEBSOCKET_VERSION);
  }

  /**
   * Checks all that does not depend on the endpoint.
   *
   * @throws Refusal that says which header is wrong
   */
  static void check(FullHttpRequest request) {
    checkHead(request);
    HttpHeaders headers = request.headers();
    expect(
        headers.containsValue(HttpHeaderNames.CONNECTION, HttpHeaderValues.UPGRADE, true),
        "Connection: expected \"Upgrade\"");
    expect(
        headers.containsValue(HttpHeaderNames.UPGRADE, HttpHeaderValues.WEBSOCKET, true),
        "Upgrade: expected \"websocket\"");
    checkVersion(headers);
    String key = single(headers, HttpHeaderNames.SEC_WEBSOCKET_KEY);
    expect(isKey(key), "Sec-WebSocket-Key: expected 16 bytes in base64");
    expect(
        !request.content().isReadable() && !headers.contains(HttpHeaderNames.TRANSFER_ENCODING),
        "Content-Length: expected no body");
  }

  /** 16 bytes in base64. The bits after the last byte may be anything, as in the RFC's example. */
  private static boolean isKey(String text) {
    if (text.length() != KEY_LENGTH || !text.endsWith(KEY_END)) {
      return false;
    }
    for (int i = 0; i < KEY_LENGTH - KEY_END.length(); i++) {
      char c = text.charAt(i);
      boolean letter = (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
      if (!letter && !(c >= '0' && c <= '9') && c != '+' && c != '/') {
        return false;
      }
    }
    return true;
  }

  private static void checkHead(FullHttpRequest request) {
    if (!HttpMethod.GET.equals(request.method())) {
      throw new Refusal(
          Why.HANDSHAKE,
          HttpResponseStatus.METHOD_NOT_ALLOWED,
          "An upgrade is asked for by GET",
          Map.of("Allow", "GET"));
    }
    expect(
        HttpVersion.HTTP_1_1.equals(request.protocolVersion()), "HTTP version: expected HTTP/1.1");
  }

  private static void checkVersion(HttpHeaders headers) {
    String version = single(headers, HttpHeaderNames.SEC_WEBSOCKET_VERSION);
    if (!VERSION.equals(version)) {
      throw new Refusal(
          Why.HANDSHAKE,
          HttpResponseStatus.UPGRADE_REQUIRED,
          "Sec-WebSocket-Version: expected " + VERSION,
          Map.of(
              "Sec-WebSocket-Version", VERSION, "Upgrade", "websocket", "Connection", "Upgrade"));
    }
  }

  /** The subprotocols that the peer offers, in its order; empty if none. */
  static List<String> subprotocols(HttpHeaders headers) {
    List<String> offered = new ArrayList<>();
    for (String line : headers.getAll(HttpHeaderNames.SEC_WEBSOCKET_PROTOCOL)) {
      for (String name : line.split(",", -1)) {
        String trimmed = name.trim();
        expect(
            TOKEN.matcher(trimmed).matches(), "Sec-WebSocket-Protocol: expected a list of names");
        offered.add(trimmed);
      }
    }
    return offered;
  }

  private static String single(HttpHeaders headers, CharSequence name) {
    List<String> values = headers.getAll(name);
    if (values.size() != 1) {
      String wrong = values.isEmpty() ? ": missing" : ": expected once";
      throw Refusal.badRequest(Why.HANDSHAKE, canonical(name) + wrong);
    }
    return values.get(0).trim();
  }

  private static String canonical(CharSequence lowerCase) {
    return switch (lowerCase.toString()) {
      case "sec-websocket-key" -> "Sec-WebSocket-Key";
      default -> "Sec-WebSocket-Version";
    };
  }

  private static void expect(boolean holds, String message) {
    if (!holds) {
      throw Refusal.badRequest(Why.HANDSHAKE, message);
    }
  }
}
