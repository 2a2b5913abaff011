package dev.yodel.server.websocket;

import dev.yodel.protocol.CloseCode;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import java.nio.charset.StandardCharsets;

/** Close frames, and which codes may travel in one (RFC 6455 section 7.4). */
public final class CloseFrames {

  private CloseFrames() {}

  /** A close frame with the code's own reason. */
  public static CloseWebSocketFrame of(CloseCode code) {
    return of(code.code(), code.reason());
  }

  /** A close frame; a reason longer than {@link CloseCode#MAX_REASON_BYTES} is cut. */
  public static CloseWebSocketFrame of(int code, String reason) {
    return new CloseWebSocketFrame(code, cut(reason));
  }

  private static String cut(String reason) {
    int end = reason.length();
    while (ByteBufUtil.utf8Bytes(reason.substring(0, end)) > CloseCode.MAX_REASON_BYTES) {
      end = reason.offsetByCodePoints(end, -1);
    }
    return reason.substring(0, end);
  }

  /** Whether a peer may send this code. */
  static boolean mayTravel(int code) {
    return (code >= 1000 && code <= 1003)
        || (code >= 1007 && code <= 1014)
        || (code >= 3000 && code <= 4999);
  }

  /** The answer to a peer's close frame: its own code, or what is wrong with it. */
  static CloseWebSocketFrame answer(CloseWebSocketFrame received) {
    ByteBuf body = received.content();
    if (!body.isReadable()) {
      return new CloseWebSocketFrame();
    }
    if (body.readableBytes() == 1 || !mayTravel(body.getUnsignedShort(body.readerIndex()))) {
      return of(CloseCode.PROTOCOL_ERROR);
    }
    int reason = body.readableBytes() - Short.BYTES;
    if (!body.isReadable(Short.BYTES)
        || !ByteBufUtil.isText(
            body, body.readerIndex() + Short.BYTES, reason, StandardCharsets.UTF_8)) {
      return of(CloseCode.INVALID_PAYLOAD);
    }
    return new CloseWebSocketFrame(body.getUnsignedShort(body.readerIndex()), "");
  }
}
