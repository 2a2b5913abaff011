package dev.yodel.client;

import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.websocketx.WebSocket13FrameDecoder;
import io.netty.handler.codec.http.websocketx.WebSocketClientHandshakeException;
import io.netty.handler.codec.http.websocketx.WebSocketClientHandshaker13;
import io.netty.handler.codec.http.websocketx.WebSocketDecoderConfig;
import io.netty.handler.codec.http.websocketx.WebSocketFrameDecoder;
import io.netty.handler.codec.http.websocketx.WebSocketVersion;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The opening handshake (RFC 6455 section 4.1) with a frame decoder that leaves errors to {@link
 * FrameHandler}.
 *
 * <p>Implementation note: Netty's client decoder answers a protocol error itself, from a place in
 * the pipeline that the frame encoder does not cover, so that its Close frame never reaches the
 * wire.
 */
final class Handshaker extends WebSocketClientHandshaker13 {

  /** The fields that may not come twice (RFC 6455 sections 4.1, 11.3.3 and 11.3.4). */
  private static final List<CharSequence> ONCE =
      List.of(
          HttpHeaderNames.UPGRADE,
          HttpHeaderNames.SEC_WEBSOCKET_ACCEPT,
          HttpHeaderNames.SEC_WEBSOCKET_PROTOCOL);

  private final int maxFrame;
  private final boolean deflate;
  private final boolean namesOrigin;
  private @Nullable HttpHeaders answer;

  Handshaker(ConnectOptions options) {
    super(
        options.uri(),
        WebSocketVersion.V13,
        options.upgrade().subprotocols().isEmpty()
            ? null
            : String.join(",", options.upgrade().subprotocols()),
        options.upgrade().deflate(),
        headers(options),
        options.limits().maxMessage(),
        true,
        false,
        -1);
    this.namesOrigin =
        options.upgrade().headers().stream().anyMatch(h -> h.name().equalsIgnoreCase("origin"));
    this.deflate = options.upgrade().deflate();
    this.maxFrame = options.limits().maxMessage();
  }

  /** The answer's header fields; null before it came. */
  @Nullable HttpHeaders answer() {
    return answer;
  }

  /** Without an Origin of Netty's making: that is a browser's to send (RFC 6455 section 10.2). */
  @Override
  protected FullHttpRequest newHandshakeRequest() {
    FullHttpRequest request = super.newHandshakeRequest();
    if (!namesOrigin) {
      request.headers().remove(HttpHeaderNames.ORIGIN);
    }
    return request;
  }

  @Override
  protected void verify(FullHttpResponse response) {
    super.verify(response);
    if (!HttpVersion.HTTP_1_1.equals(response.protocolVersion())) {
      throw new WebSocketClientHandshakeException(
          "the answer is " + response.protocolVersion() + " (expected: HTTP/1.1)");
    }
    for (CharSequence once : ONCE) {
      List<String> values = response.headers().getAll(once);
      if (values.size() > 1) {
        throw new WebSocketClientHandshakeException(
            once + ": " + values.size() + " fields (expected: one)");
      }
    }
    if (!deflate && response.headers().contains(HttpHeaderNames.SEC_WEBSOCKET_EXTENSIONS)) {
      throw new WebSocketClientHandshakeException(
          "the server chose an extension that was not offered: "
              + response.headers().get(HttpHeaderNames.SEC_WEBSOCKET_EXTENSIONS));
    }
    answer = response.headers().copy();
  }

  @Override
  protected WebSocketFrameDecoder newWebsocketDecoder() {
    return new WebSocket13FrameDecoder(
        WebSocketDecoderConfig.newBuilder()
            .expectMaskedFrames(false)
            .allowMaskMismatch(false)
            .allowExtensions(deflate)
            .maxFramePayloadLength(maxFrame)
            .closeOnProtocolViolation(false)
            .withUTF8Validator(false)
            .build());
  }

  private static HttpHeaders headers(ConnectOptions options) {
    HttpHeaders headers = new DefaultHttpHeaders();
    for (Header header : options.upgrade().headers()) {
      headers.add(header.name(), header.value());
    }
    return headers;
  }
}
