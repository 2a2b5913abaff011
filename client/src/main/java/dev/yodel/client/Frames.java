package dev.yodel.client;

import dev.yodel.protocol.BadMessageException;
import dev.yodel.protocol.ClientMessage;
import dev.yodel.protocol.ErrorCode;
import dev.yodel.protocol.Limits;
import dev.yodel.protocol.MessageCodec;
import dev.yodel.protocol.ServerMessage;
import java.nio.charset.StandardCharsets;

/**
 * Messages as the text of frames, held to what the server takes: a frame that is too big would end
 * the connection, and again after every return.
 */
final class Frames {

  private MessageCodec codec = new MessageCodec(Limits.DEFAULT);
  private Limits limits = Limits.DEFAULT;

  /** The server has said what it takes. */
  void limit(Limits told) {
    limits = told;
    codec = new MessageCodec(told);
  }

  ServerMessage read(String text) throws BadMessageException {
    return codec.readServer(text.getBytes(StandardCharsets.UTF_8));
  }

  String write(ClientMessage message) {
    return new String(codec.write(message), StandardCharsets.UTF_8);
  }

  /**
   * Writes a request as {@link #write} does, and reads it as the server would.
   *
   * @throws BadMessageException when the server would refuse it, whatever its state
   */
  String writeChecked(ClientMessage.Request request) throws BadMessageException {
    byte[] frame = codec.write(request);
    codec.readClient(frame);
    if (frame.length > limits.frameBytes()) {
      throw new BadMessageException(
          ErrorCode.TEXT_TOO_LONG,
          request.id(),
          null,
          "frame: " + frame.length + " bytes (expected: at most " + limits.frameBytes() + ")");
    }
    return new String(frame, StandardCharsets.UTF_8);
  }
}
