package dev.yodel.server.websocket.frame;

import dev.yodel.protocol.CloseCode;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufUtil;
import java.nio.charset.StandardCharsets;

/** The payload of close frames (RFC 6455 sections 5.5.1 and 7.4). */
final class ClosePayload {

  private static final int CODE_BYTES = 2;

  private ClosePayload() {}

  /** Checks what a peer sent; the payload is read, not released. */
  static ClosingBegan read(ByteBuf payload) throws ProtocolViolation {
    if (!payload.isReadable()) {
      return new ClosingBegan(CloseCode.NO_STATUS.code(), "", ClosingBegan.By.PEER);
    }
    if (payload.readableBytes() < CODE_BYTES) {
      throw ProtocolViolation.protocol("close frame with half a code");
    }
    int code = payload.getUnsignedShort(payload.readerIndex());
    if (!maySend(code)) {
      throw ProtocolViolation.protocol("close code that nobody may send");
    }
    int at = payload.readerIndex() + CODE_BYTES;
    int length = payload.readableBytes() - CODE_BYTES;
    if (Utf8.check(Utf8.COMPLETE, payload, at, length) != Utf8.COMPLETE) {
      throw ProtocolViolation.payload("close reason is not UTF-8");
    }
    String reason = payload.toString(at, length, StandardCharsets.UTF_8);
    return new ClosingBegan(code, reason, ClosingBegan.By.PEER);
  }

  /**
   * Whether a close frame may carry a code: 1004 to 1006 and 1015 are for reports only, 1016 to
   * 2999 belong to nobody yet, the rest of the registry and 3000 to 4999 are free to use.
   */
  static boolean maySend(int code) {
    if (code >= 3000) {
      return code <= 4999;
    }
    return (code >= 1000 && code <= 1003) || (code >= 1007 && code <= 1014);
  }

  /**
   * A server's close frame. 1005 stands for a frame without a code.
   *
   * @param reason of at most {@link CloseCode#MAX_REASON_BYTES}
   */
  static ByteBuf write(ByteBufAllocator allocator, int code, String reason) {
    if (code == CloseCode.NO_STATUS.code()) {
      return allocator.directBuffer(2).writeShort((Opcode.FIN | Opcode.CLOSE) << 8);
    }
    int reasonBytes = ByteBufUtil.utf8Bytes(reason);
    assert reasonBytes <= CloseCode.MAX_REASON_BYTES : reason;
    ByteBuf frame = allocator.directBuffer(2 + CODE_BYTES + reasonBytes);
    frame.writeShort((Opcode.FIN | Opcode.CLOSE) << 8 | CODE_BYTES + reasonBytes);
    frame.writeShort(code);
    ByteBufUtil.writeUtf8(frame, reason);
    return frame;
  }
}
