package dev.yodel.server.websocket;

import dev.yodel.protocol.CloseCode;
import io.netty.buffer.ByteBufUtil;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;

/** Close frames to write (RFC 6455 section 5.5.1). */
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
}
