package dev.yodel.server.http;

import dev.yodel.server.metrics.Why;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What makes a request sound, each rule with the answer to its breach (RFC 9112). */
record HeadRules(HostPolicy hosts) {

  /** Header lines of a request, a Content-Length that it may do without included: {@value}. */
  static final int MOST_FIELDS = 100;

  private static final char DELETE = '\u007f';

  private static final Pattern HOST =
      Pattern.compile("([A-Za-z0-9._~%!$&'()*+,;=-]+|\\[[0-9A-Fa-f:.]+])(:[0-9]{0,5})?");

  /** The absolute form of a target, which clients of proxies send. */
  private static final Pattern ABSOLUTE = Pattern.compile("(?i)(?:https?|wss?)://([^/?#]*)([^#]*)");

  /**
   * A breach.
   *
   * @param ends whether nothing that follows on the connection can be trusted
   */
  record Fault(Why why, Answer answer, boolean ends) {}

  /** The first breach; null for a sound request, whose target then is a path. */
  @Nullable Fault faultOf(FullHttpRequest request) {
    Fault unclear = unclear(request);
    if (unclear != null) {
      return unclear;
    }
    List<String> lines = request.headers().getAll(HttpHeaderNames.HOST);
    if (lines.isEmpty() && !HttpVersion.HTTP_1_0.equals(request.protocolVersion())) {
      return badHost("Host: missing");
    }
    if (lines.size() > 1) {
      return badHost("Host: expected once");
    }
    if (!request.uri().startsWith("/")) {
      takePathOfAbsolute(request);
    }
    String host = request.headers().get(HttpHeaderNames.HOST);
    return host == null ? null : faultOfHost(host);
  }

  private static void takePathOfAbsolute(FullHttpRequest request) {
    Matcher absolute = ABSOLUTE.matcher(request.uri());
    if (absolute.matches()) {
      request.headers().set(HttpHeaderNames.HOST, absolute.group(1));
      String target = absolute.group(2);
      request.setUri(target.startsWith("/") ? target : "/" + target);
    }
  }

  private static @Nullable Fault unclear(FullHttpRequest request) {
    if (request.decoderResult().isFailure()) {
      return ofBroken(request.decoderResult().cause());
    }
    HttpVersion version = request.protocolVersion();
    if (version.majorVersion() != 1) {
      return last(HttpResponseStatus.HTTP_VERSION_NOT_SUPPORTED, "HTTP version: expected HTTP/1.1");
    }
    if (version.minorVersion() > 1) {
      request.setProtocolVersion(HttpVersion.HTTP_1_1); // RFC 9110 section 2.5
    }
    if (request.headers().size() > MOST_FIELDS) {
      return tooLarge(HttpResponseStatus.REQUEST_HEADER_FIELDS_TOO_LARGE, "Too many headers");
    }
    if (request.headers().contains(HttpHeaderNames.TRANSFER_ENCODING)) { // besides chunked
      return last(HttpResponseStatus.NOT_IMPLEMENTED, "Transfer-Encoding: expected chunked");
    }
    return hasControl(request.uri())
        ? last(HttpResponseStatus.BAD_REQUEST, "URI: expected no control character")
        : null;
  }

  private static boolean hasControl(String uri) {
    for (int i = 0; i < uri.length(); i++) {
      if (uri.charAt(i) <= ' ' || uri.charAt(i) == DELETE) {
        return true;
      }
    }
    return false;
  }

  private @Nullable Fault faultOfHost(String host) {
    if (!HOST.matcher(host).matches()) {
      return badHost("Host: expected a host and a port");
    }
    return hosts.allows(host)
        ? null
        : new Fault(
            Why.HOST,
            Answer.text(
                HttpResponseStatus.MISDIRECTED_REQUEST,
                "Host: expected a loopback name, or one given by --allow-host"),
            false);
  }

  private static Fault ofBroken(Throwable cause) {
    if (cause instanceof TooLongHttpLineException) {
      return tooLarge(HttpResponseStatus.REQUEST_URI_TOO_LONG, "The request line is too long");
    }
    if (cause instanceof TooLongHttpHeaderException) {
      return tooLarge(HttpResponseStatus.REQUEST_HEADER_FIELDS_TOO_LARGE, "The header is too long");
    }
    return last(HttpResponseStatus.BAD_REQUEST, "This is not HTTP/1.1");
  }

  private static Fault badHost(String line) {
    return new Fault(Why.HOST, Answer.text(HttpResponseStatus.BAD_REQUEST, line), false);
  }

  private static Fault tooLarge(HttpResponseStatus status, String line) {
    return new Fault(Why.TOO_LARGE, Answer.text(status, line), true);
  }

  private static Fault last(HttpResponseStatus status, String line) {
    return new Fault(Why.MALFORMED, Answer.text(status, line), true);
  }
}
