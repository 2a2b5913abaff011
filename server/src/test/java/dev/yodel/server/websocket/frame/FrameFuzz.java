package dev.yodel.server.websocket.frame;

import io.netty.buffer.Unpooled;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/**
 * What the frame path does with any bytes, cut anywhere: no exception, no buffer left, the same
 * answers however they were cut, and those that an echo on the library's decoder would give.
 *
 * <p>The first byte of an input chooses compression (1) and the mode (2), the second how the rest
 * is cut.
 */
public final class FrameFuzz {

  private static final int MAX_MESSAGE = 3_000;
  private static final int DEFLATE = 1;
  private static final int MESSAGES = 2;
  private static final Set<String> VIOLATIONS = Set.of("close:1002", "close:1007", "close:1009");
  private static final DeflateEngine ENGINE = new DeflateEngine();

  private FrameFuzz() {}

  /** Called by Jazzer. */
  public static void fuzzerTestOneInput(byte[] input) {
    if (input.length < 2) {
      return;
    }
    byte[] bytes = Arrays.copyOfRange(input, 2, input.length);
    List<String> whole = answers(bytes, Integer.MAX_VALUE, input[0]);
    List<String> cut = answers(bytes, 1 + (input[1] & 0xff), input[0]);
    expect(whole.equals(cut), "cut", whole, cut);
    if ((input[0] & (DEFLATE | MESSAGES)) == 0) {
      compare(Arrays.copyOf(bytes, bytes.length + FrameHeader.MAX_BYTES));
    }
  }

  /** Of bytes with zeros behind them, so that both have seen the last header whole. */
  private static void compare(byte[] bytes) {
    List<String> answers = answers(bytes, Integer.MAX_VALUE, 0);
    List<String> due = LibraryDecoder.answers(Unpooled.wrappedBuffer(bytes), MAX_MESSAGE);
    expect(isDue(answers, due), "library", due, answers);
  }

  /**
   * The same, or refused: the library waits for a whole frame before it looks at what is in it, and
   * takes close codes and reasons that the RFC does not allow.
   */
  private static boolean isDue(List<String> answers, List<String> due) {
    boolean ends = !due.isEmpty() && due.get(due.size() - 1).startsWith("close:");
    int common = ends ? due.size() - 1 : due.size();
    boolean refused =
        answers.size() == common + 1
            && VIOLATIONS.contains(answers.get(common))
            && answers.subList(0, common).equals(due.subList(0, common));
    return refused || answers.equals(due);
  }

  private static List<String> answers(byte[] bytes, int piece, int choice) {
    UnpooledByteBufAllocator memory = new UnpooledByteBufAllocator(true);
    FrameLimits limits =
        new FrameLimits(MAX_MESSAGE, ServerSide.MAX_FRAGMENTS, ServerSide.CLOSE_TIMEOUT);
    FrameHandler.Mode mode =
        (choice & MESSAGES) == 0 ? FrameHandler.Mode.ECHO : FrameHandler.Mode.MESSAGES;
    PerMessageDeflate deflate =
        (choice & DEFLATE) == 0
            ? null
            : new PerMessageDeflate(ENGINE, memory, DeflateEngine.MAX_WINDOW_BITS);
    List<String> answers = new ArrayList<>();
    try (ServerSide server = new ServerSide(limits, mode, deflate, memory)) {
      for (int at = 0; at < bytes.length && server.channel.isOpen(); ) {
        int length = Math.min(piece, bytes.length - at);
        server.channel.writeInbound(memory.directBuffer(length).writeBytes(bytes, at, length));
        at += length;
      }
      takeInbound(server, answers);
      answers.addAll(server.sent());
    }
    long left = memory.metric().usedDirectMemory() + memory.metric().usedHeapMemory();
    expect(left == 0, "memory", 0, left);
    return answers;
  }

  private static void takeInbound(ServerSide server, List<String> answers) {
    for (Object read = server.channel.readInbound(); read != null; ) {
      WebSocketFrame frame = (WebSocketFrame) read;
      String kind = frame instanceof BinaryWebSocketFrame ? "binary " : "text ";
      answers.add(kind + frame.content().toString(StandardCharsets.ISO_8859_1));
      frame.release();
      read = server.channel.readInbound();
    }
  }

  private static void expect(boolean holds, String what, Object expected, Object found) {
    if (!holds) {
      throw new AssertionError(what + ": " + found + " (expected: " + expected + ")");
    }
  }
}
