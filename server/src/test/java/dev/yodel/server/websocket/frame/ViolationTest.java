package dev.yodel.server.websocket.frame;

import static dev.yodel.server.websocket.frame.ClientFrames.FIN;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What breaks RFC 6455 is answered with exactly one close frame, at the first byte that breaks it.
 */
class ViolationTest {

  private static final int MAX = 4096;

  static Stream<Arguments> framing() {
    byte[] none = {};
    return Stream.of(
        named("RSV1 without an agreement", ClientFrames.of().frame(FIN | 0x41, none)),
        named("RSV2", ClientFrames.of().frame(FIN | 0x21, none)),
        named("RSV3", ClientFrames.of().frame(FIN | 0x12, none)),
        named("RSV1 on a ping", ClientFrames.of().frame(FIN | 0x49, none)),
        named("no mask", ClientFrames.of().raw(0x81, 0x01)),
        named("fragmented ping", ClientFrames.of().frame(Opcode.PING, none)),
        named("long ping", ClientFrames.of().frame(FIN | Opcode.PING, new byte[126])),
        named("continuation of nothing", ClientFrames.of().frame(FIN, none)),
        named("text inside text", ClientFrames.of().frame(Opcode.TEXT, none).text("x")),
        named("16 bits for 125", ClientFrames.of().raw(0x82, 0xFE, 0, 125).key(0)),
        named("64 bits for 65535", ClientFrames.of().raw(0x82, 0xFF).number(65535, 8).key(0)),
        named("negative length", ClientFrames.of().raw(0x82, 0xFF).number(-1, 8).key(0)),
        named("half a close code", ClientFrames.of().frame(FIN | Opcode.CLOSE, (byte) 3)));
  }

  private static Arguments named(String name, ClientFrames frames) {
    return Arguments.of(name, frames);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("framing")
  void framingErrorIsAProtocolError(String name, ClientFrames frames) {
    expectOnly("close:1002", frames);
  }

  static IntStream unknownOpcodes() {
    return IntStream.of(3, 4, 5, 6, 7, 11, 12, 13, 14, 15);
  }

  @ParameterizedTest
  @MethodSource("unknownOpcodes")
  void unknownOpcodeIsAProtocolError(int opcode) {
    expectOnly("close:1002", ClientFrames.of().frame(FIN | opcode));
  }

  @ParameterizedTest
  @ValueSource(
      ints = {0, 1, 999, 1004, 1005, 1006, 1015, 1016, 1100, 2000, 2999, 5000, 40_000, 65_535})
  void codeThatNobodyMaySendIsAProtocolError(int code) {
    expectOnly("close:1002", ClientFrames.of().close(code, ""));
  }

  @ParameterizedTest
  @ValueSource(ints = {1000, 1001, 1002, 1003, 1007, 1011, 1012, 1013, 1014, 3000, 3999, 4999})
  void codeThatMayBeSentIsAnswered(int code) {
    expectOnly("close:" + code, ClientFrames.of().close(code, "\u20ac"));
  }

  @Test
  void closeReasonMustBeText() {
    byte[] payload = {3, (byte) 0xE8, (byte) 0xC3};
    expectOnly("close:1007", ClientFrames.of().frame(FIN | Opcode.CLOSE, payload));
  }

  @Test
  void badTextIsRefusedBeforeItsFrameIsComplete() {
    byte[] bad = {'a', (byte) 0xED, (byte) 0xA0};
    expectOnly("close:1007", ClientFrames.of().head(0x81, 0x80, 1000).key(5).masked(bad, 5));
  }

  @Test
  void badTextIsRefusedBeforeItsMessageIsComplete() {
    byte[] half = {(byte) 0xE2, (byte) 0x82};
    byte[] wrong = {'x'};
    ClientFrames frames = ClientFrames.of().frame(Opcode.TEXT, half);
    expectOnly("close:1007", frames.frame(Opcode.CONTINUATION, wrong));
  }

  @Test
  void textEndsBetweenCharacters() {
    byte[] half = {(byte) 0xE2, (byte) 0x82};
    expectOnly("close:1007", ClientFrames.of().frame(FIN | Opcode.TEXT, half));
    expectOnly("close:1007", ClientFrames.of().frame(Opcode.TEXT, half).frame(FIN));
  }

  @Test
  void tooLongMessageIsRefusedAtItsHead() {
    expectOnly("close:1009", ClientFrames.of().head(0x82, 0x80, MAX + 1).key(1));
    expectOnly("close:1009", ClientFrames.of().head(0x82, 0x80, 1L << 62).key(1));
  }

  @Test
  void fragmentsAreCountedTogether() {
    ClientFrames frames = ClientFrames.of().frame(Opcode.BINARY, new byte[MAX]);
    expectOnly("close:1009", frames.head(FIN, 0x80, 1).key(1));
  }

  @Test
  void longestMessageIsServed() {
    try (ServerSide server = ServerSide.echo(MAX)) {
      assertThat(server.read(ClientFrames.of().text("x".repeat(MAX))).sent())
          .containsExactly("text:" + "x".repeat(MAX));
    }
  }

  @Test
  void messagesBeforeTheErrorAreAnswered() {
    try (ServerSide server = ServerSide.echo(MAX)) {
      server.read(ClientFrames.of().text("a").text("b").raw(0xFF, 0xFF).text("c"));
      assertThat(server.sent()).containsExactly("text:a", "text:b", "close:1002");
    }
  }

  @Test
  void tooManyFragmentsAreTooBig() {
    FrameLimits limits = new FrameLimits(MAX, 3, ServerSide.CLOSE_TIMEOUT);
    try (ServerSide server = new ServerSide(limits, FrameHandler.Mode.ECHO, null)) {
      ClientFrames three = ClientFrames.of().frame(Opcode.TEXT).frame(0).frame(FIN);
      assertThat(server.read(three).sent()).containsExactly("text:");
      ClientFrames four = ClientFrames.of().frame(Opcode.TEXT).frame(0).frame(0).frame(FIN);
      assertThat(server.read(four).sent()).containsExactly("close:1009");
    }
  }

  private static void expectOnly(String answer, ClientFrames frames) {
    for (int pieces : new int[] {1, 2, 5, Integer.MAX_VALUE / 2}) {
      try (ServerSide server = ServerSide.echo(MAX)) {
        assertThat(server.readChopped(frames, pieces).sent()).containsExactly(answer);
        assertThat(server.channel.isOpen()).isFalse();
      }
    }
  }
}
