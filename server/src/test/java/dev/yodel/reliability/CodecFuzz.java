package dev.yodel.reliability;

import dev.yodel.protocol.BadMessageException;
import dev.yodel.protocol.ClientMessage;
import dev.yodel.protocol.Limits;
import dev.yodel.protocol.MessageCodec;
import dev.yodel.protocol.ServerMessage;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * What the chat's codec does with any bytes: a message, which written and read again is the same,
 * or a refusal that says why; read as a client's message and as the server's.
 */
public final class CodecFuzz {

  private static final MessageCodec CODEC = new MessageCodec(Limits.DEFAULT);

  private CodecFuzz() {}

  /** Called by Jazzer. */
  public static void fuzzerTestOneInput(byte[] input) {
    try {
      ofClient(CODEC.readClient(input));
    } catch (BadMessageException e) {
      expectReason(e);
    }
    try {
      ofServer(CODEC.readServer(input));
    } catch (BadMessageException e) {
      expectReason(e);
    }
  }

  private static void expectReason(BadMessageException e) {
    expect(e.code() != null && !String.valueOf(e.getMessage()).isBlank(), "a reason", e);
  }

  private static void ofClient(ClientMessage message) {
    byte[] written = CODEC.write(message);
    try {
      ClientMessage again = CODEC.readClient(written);
      expect(again.equals(message), String.valueOf(message), again);
      expect(Arrays.equals(written, CODEC.write(again)), text(written), again);
    } catch (BadMessageException e) {
      throw new AssertionError("what was written is refused: " + text(written), e);
    }
  }

  private static void ofServer(ServerMessage message) {
    byte[] written = CODEC.write(message);
    try {
      ServerMessage again = CODEC.readServer(written);
      expect(again.equals(message), String.valueOf(message), again);
      expect(Arrays.equals(written, CODEC.write(again)), text(written), again);
    } catch (BadMessageException e) {
      throw new AssertionError("what was written is refused: " + text(written), e);
    }
  }

  private static String text(byte[] written) {
    return new String(written, StandardCharsets.UTF_8);
  }

  private static void expect(boolean holds, String expected, Object found) {
    if (!holds) {
      throw new AssertionError(found + " (expected: " + expected + ")");
    }
  }
}
