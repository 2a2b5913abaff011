package dev.yodel.server.websocket.frame;

import static dev.yodel.server.websocket.frame.ClientFrames.FIN;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.AbstractByteBufAllocator;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import java.io.ByteArrayOutputStream;
import java.util.Random;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 7692 section 7.2, its examples first. */
class PerMessageDeflateTest {

  private static final int MAX = 100_000;
  private static final int COMPRESSED_TEXT = FIN | Opcode.RSV1 | Opcode.TEXT;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "f248cdc9c90700", // section 7.2.3.1
        "000500faff48656c6c6f00", // section 7.2.3.3, a block without compression
        "f348cdc9c9070000", // section 7.2.3.4, a block that says it is the last
        "f24805000000ffffcac9c90700", // section 7.2.3.5, two blocks
      })
  void examplesOfTheRfcSayHello(String hex) {
    expect("text:Hello", ClientFrames.of().frame(COMPRESSED_TEXT, ByteBufUtil.decodeHexDump(hex)));
  }

  @Test
  void fragmentsOfACompressedMessageAreInflatedTogether() {
    byte[] first = ByteBufUtil.decodeHexDump("f248cd");
    byte[] second = ByteBufUtil.decodeHexDump("c9c90700");
    expect(
        "text:Hello",
        ClientFrames.of().frame(Opcode.RSV1 | Opcode.TEXT, first).frame(0x89).frame(FIN, second));
  }

  @Test
  void emptyMessageComesAsOneEmptyBlockOrAsNothing() {
    expect("text:", ClientFrames.of().frame(COMPRESSED_TEXT, (byte) 0));
    expect("text:", ClientFrames.of().frame(COMPRESSED_TEXT));
  }

  @Test
  void plainMessagesStillPass() {
    expect("text:plain", ClientFrames.of().text("plain"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"ff", "f248cdc9", "07ffff", "000500faff4865", "f248cdc9c907"})
  void corruptOrTruncatedDataIsInvalidPayload(String hex) {
    expect("close:1007", ClientFrames.of().frame(COMPRESSED_TEXT, ByteBufUtil.decodeHexDump(hex)));
  }

  @Test
  void inflatedTextMustBeText() {
    byte[] bad = deflated(new byte[] {'a', (byte) 0xC0});
    expect("close:1007", ClientFrames.of().frame(COMPRESSED_TEXT, bad));
    expect("binary:61c0", ClientFrames.of().frame(FIN | Opcode.RSV1 | Opcode.BINARY, bad));
  }

  @Test
  void bombIsRefusedBeforeItIsInflated() {
    byte[] bomb = deflated(new byte[128 << 20]);
    assertThat(bomb.length).isGreaterThan(MAX);
    expect("close:1009", ClientFrames.of().frame(COMPRESSED_TEXT, bomb));
    byte[] small = deflated(new byte[MAX + 1]);
    assertThat(small.length).isLessThan(1000);
    expect("close:1009", ClientFrames.of().frame(COMPRESSED_TEXT, small));
  }

  @Test
  void bombThatFitsIntoAFrameIsNotInflatedToItsEnd() {
    byte[] bomb = deflated(new byte[64 << 20]);
    assertThat(bomb.length).isLessThan(MAX);
    try (ServerSide server = server(15, new Bounded())) {
      server.read(ClientFrames.of().frame(COMPRESSED_TEXT, bomb));
      assertThat(server.sent()).containsExactly("close:1009");
    }
  }

  @Test
  void messageOfNothingButEndsIsRefused() {
    expect("text:", ClientFrames.of().frame(COMPRESSED_TEXT, ends(DeflateEngine.MOST_LAST_BLOCKS)));
    byte[] tooMany = ends(DeflateEngine.MOST_LAST_BLOCKS + 1);
    expect("close:1009", ClientFrames.of().frame(COMPRESSED_TEXT, tooMany));
  }

  /** So many last blocks with nothing in them, as RFC 7692 section 7.2.3.5 ends a message. */
  private static byte[] ends(int count) {
    byte[] ends = new byte[2 * count + 1];
    for (int i = 0; i < count; i++) {
      ends[2 * i] = 3;
    }
    return ends;
  }

  @Test
  void longestMessageIsInflated() {
    try (ServerSide server = server(15)) {
      server.read(ClientFrames.of().frame(COMPRESSED_TEXT, deflated(new byte[MAX])));
      assertThat(server.sent()).hasSize(1).allMatch(sent -> sent.startsWith("compressed-text:"));
    }
  }

  @Test
  void compressedFramesObeyTheRules() {
    expect("close:1002", ClientFrames.of().frame(FIN | Opcode.RSV1 | Opcode.PING));
    expect("close:1002", ClientFrames.of().frame(FIN | Opcode.RSV1 | Opcode.CLOSE));
    expect(
        "close:1002",
        ClientFrames.of().frame(Opcode.TEXT, (byte) 'a').frame(FIN | Opcode.RSV1, (byte) 'b'));
    expect("close:1002", ClientFrames.of().frame(FIN | 0x20 | Opcode.TEXT));
  }

  @ParameterizedTest
  @ValueSource(ints = {8, 9, 12, 15})
  void answersStayWithinThePeersWindow(int bits) throws DataFormatException {
    byte[] message = repetitive(20_000, bits);
    try (ServerSide server = server(bits)) {
      server.read(ClientFrames.of().frame(COMPRESSED_TEXT, deflated(message)));
      byte[] payload = server.firstPayload();
      assertThat(payload.length).isLessThan(message.length);
      assertThat(inflatedByWindows(payload, message.length, 1 << bits)).isEqualTo(message);
    }
  }

  @Test
  void writtenTextIsCompressedWhereItGetsShorter() {
    try (ServerSide server = server(15)) {
      server.channel.writeOutbound(new TextWebSocketFrame("ab".repeat(500)));
      server.channel.writeOutbound(new TextWebSocketFrame("short"));
      assertThat(server.sent())
          .hasSize(2)
          .satisfies(sent -> assertThat(sent.get(0)).startsWith("compressed-text:"))
          .satisfies(sent -> assertThat(sent.get(1)).isEqualTo("text:short"));
    }
  }

  /** A text whose repetitions lie farther apart than small windows reach. */
  private static byte[] repetitive(int length, long seed) {
    Random random = new Random(seed);
    byte[] block = new byte[3000];
    for (int i = 0; i < block.length; i++) {
      block[i] = (byte) ('a' + random.nextInt(6));
    }
    byte[] text = new byte[length];
    for (int i = 0; i < length; i++) {
      text[i] = block[i % block.length];
    }
    return text;
  }

  private static byte[] deflated(byte[] plain) {
    Deflater deflater = new Deflater(Deflater.DEFAULT_COMPRESSION, true);
    deflater.setInput(plain);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    byte[] chunk = new byte[65_536];
    for (int n = chunk.length; n == chunk.length; ) {
      n = deflater.deflate(chunk, 0, chunk.length, Deflater.SYNC_FLUSH);
      out.write(chunk, 0, n);
    }
    deflater.end();
    byte[] bytes = out.toByteArray();
    return java.util.Arrays.copyOf(bytes, bytes.length - 4);
  }

  /** Inflates window by window, each without memory of the one before. */
  private static byte[] inflatedByWindows(byte[] payload, int length, int window)
      throws DataFormatException {
    byte[] out = new byte[length];
    int from = 0;
    for (int at = 0; at < length; at += window) {
      Inflater inflater = new Inflater(true);
      inflater.setInput(payload, from, payload.length - from);
      int bytes = Math.min(window, length - at);
      assertThat(inflater.inflate(out, at, bytes)).isEqualTo(bytes);
      from = endOfMark(payload, from);
      inflater.end();
    }
    return out;
  }

  private static int endOfMark(byte[] payload, int from) {
    for (int at = from; at + 4 <= payload.length; at++) {
      if (payload[at] == 0 && payload[at + 1] == 0 && payload[at + 2] == -1) {
        return at + 4;
      }
    }
    return payload.length;
  }

  private static void expect(String answer, ClientFrames frames) {
    for (int pieces : new int[] {1, 3, Integer.MAX_VALUE / 2}) {
      try (ServerSide server = server(15)) {
        assertThat(server.readChopped(frames, pieces).sent())
            .filteredOn(sent -> !sent.startsWith("pong"))
            .containsExactly(answer);
      }
    }
  }

  private static ServerSide server(int windowBits) {
    return server(windowBits, UnpooledByteBufAllocator.DEFAULT);
  }

  private static ServerSide server(int windowBits, ByteBufAllocator allocator) {
    PerMessageDeflate deflate = new PerMessageDeflate(new DeflateEngine(), allocator, windowBits);
    FrameLimits limits = new FrameLimits(MAX, ServerSide.MAX_FRAGMENTS, ServerSide.CLOSE_TIMEOUT);
    return new ServerSide(limits, FrameHandler.Mode.ECHO, deflate);
  }

  /** Gives no buffer that holds more than a message of the limit needs. */
  private static final class Bounded extends AbstractByteBufAllocator {

    @Override
    protected ByteBuf newHeapBuffer(int initialCapacity, int maxCapacity) {
      return UnpooledByteBufAllocator.DEFAULT.heapBuffer(initialCapacity, bound(maxCapacity));
    }

    @Override
    protected ByteBuf newDirectBuffer(int initialCapacity, int maxCapacity) {
      return UnpooledByteBufAllocator.DEFAULT.directBuffer(initialCapacity, bound(maxCapacity));
    }

    private static int bound(int maxCapacity) {
      return Math.min(maxCapacity, 3 * MAX);
    }

    @Override
    public boolean isDirectBufferPooled() {
      return false;
    }
  }
}
