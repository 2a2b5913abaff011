package dev.yodel.client.conformance;

import static dev.yodel.client.conformance.Frames.BINARY;
import static dev.yodel.client.conformance.Frames.CLOSE;
import static dev.yodel.client.conformance.Frames.CONTINUATION;
import static dev.yodel.client.conformance.Frames.FIN;
import static dev.yodel.client.conformance.Frames.PING;
import static dev.yodel.client.conformance.Frames.RSV1;
import static dev.yodel.client.conformance.Frames.RSV2;
import static dev.yodel.client.conformance.Frames.RSV3;
import static dev.yodel.client.conformance.Frames.TEXT;
import static dev.yodel.client.conformance.Frames.utf8;
import static dev.yodel.client.conformance.Steps.echo;
import static dev.yodel.client.conformance.Steps.fails;
import static dev.yodel.client.conformance.Steps.pong;
import static dev.yodel.client.conformance.Steps.send;
import static dev.yodel.client.conformance.Steps.sendSlowly;
import static dev.yodel.client.conformance.Steps.shouldFail;

import dev.yodel.client.conformance.Heard.Kind;

/** Heads of frames: masks, lengths, reserved bits and opcodes. */
final class FramingCases {

  private static final int[] LENGTHS = {0, 1, 125, 126, 127, 128, 65_535, 65_536, 65_537};
  private static final byte[] X = {'x'};

  private FramingCases() {}

  static void addTo(CaseList list) {
    masking(list);
    lengths(list);
    lengthForms(list);
    reservedBits(list);
    opcodes(list);
  }

  private static void masking(CaseList list) {
    list.section(6455, "5.1", "Masking");
    list.talk(
        "unmasked-text",
        "a text frame without a mask fails",
        send(Frames.unmasked(FIN | TEXT, X)),
        fails(1002));
    list.talk(
        "unmasked-empty",
        "an empty frame without a mask fails",
        send(Frames.unmasked(FIN | BINARY, new byte[0])),
        fails(1002));
    list.talk(
        "unmasked-ping",
        "a ping without a mask fails",
        send(Frames.unmasked(FIN | PING, X)),
        fails(1002));
    list.talk(
        "unmasked-close",
        "a Close frame without a mask fails",
        send(Frames.unmasked(FIN | CLOSE, Frames.closePayload(1000, new byte[0]))),
        fails(1002));
    list.section(6455, "5.3", "Client-to-server masking");
    list.talk(
        "zero-mask",
        "a mask of zeros is a mask",
        send(Frames.withZeroMask(FIN | TEXT, utf8("as it is"))),
        echo("as it is"));
    list.talk(
        "odd-lengths",
        "masks of payloads that are no multiple of four",
        send(Frames.text("abcde"), Frames.text("abcdefg"), Frames.text("a")),
        echo("abcde"),
        echo("abcdefg"),
        echo("a"));
  }

  private static void lengths(CaseList list) {
    list.section(6455, "5.2", "Base framing");
    for (int length : LENGTHS) {
      String text = "*".repeat(length);
      list.talk(
          "text-" + length, "a text of " + length + " bytes", send(Frames.text(text)), echo(text));
    }
    for (int length : LENGTHS) {
      byte[] bytes = Payloads.noise(length);
      list.talk(
          "binary-" + length,
          "a binary message of " + length + " bytes",
          send(Frames.of(FIN | BINARY, bytes)),
          echo(Kind.BINARY, bytes));
    }
    list.talk(
        "dripping",
        "frames may come byte by byte",
        sendSlowly(Frames.text("dripping")),
        echo("dripping"),
        sendSlowly(Frames.ping("p")),
        pong("p"),
        sendSlowly(Frames.text("x".repeat(130))),
        echo("x".repeat(130)));
    list.talk(
        "one-segment",
        "many frames in one segment",
        send(Frames.text("1"), Frames.text("2"), Frames.text("3"), Frames.text("4")),
        echo("1"),
        echo("2"),
        echo("3"),
        echo("4"));
  }

  private static void lengthForms(CaseList list) {
    list.talk(
        "16-bit-for-1",
        "one byte, its length in 16 bits",
        send(Frames.withLengthForm(FIN | TEXT, 126, X)),
        shouldFail(1002));
    list.talk(
        "16-bit-for-125",
        "125 bytes, their length in 16 bits",
        send(Frames.withLengthForm(FIN | TEXT, 126, Payloads.letters(125))),
        shouldFail(1002));
    list.talk(
        "64-bit-for-1",
        "one byte, its length in 64 bits",
        send(Frames.withLengthForm(FIN | TEXT, 127, X)),
        shouldFail(1002));
    list.talk(
        "64-bit-for-65535",
        "65,535 bytes, their length in 64 bits",
        send(Frames.withLengthForm(FIN | TEXT, 127, Payloads.letters(65_535))),
        shouldFail(1002));
    list.talk(
        "negative-length",
        "the highest bit of a length must be 0",
        send(Frames.beginning(FIN | BINARY, Long.MIN_VALUE | 1, X)),
        fails(1002));
  }

  private static void reservedBits(CaseList list) {
    int[] bits = {RSV1, RSV2, RSV3, RSV1 | RSV2 | RSV3};
    String[] names = {"rsv1", "rsv2", "rsv3", "rsv123"};
    for (int i = 0; i < bits.length; i++) {
      String title = names[i].toUpperCase(java.util.Locale.ROOT) + " without an extension, in a ";
      list.talk(
          names[i] + "-text",
          title + "text frame",
          send(Frames.of(FIN | bits[i] | TEXT, X)),
          fails(1002));
      list.talk(
          names[i] + "-ping",
          title + "ping",
          send(Frames.of(FIN | bits[i] | PING, X)),
          fails(1002));
    }
    list.talk(
        "rsv1-close",
        "RSV1 without an extension, in a Close frame",
        send(Frames.of(FIN | RSV1 | CLOSE, Frames.closePayload(1000, new byte[0]))),
        fails(1002));
    list.talk(
        "rsv1-continuation",
        "RSV1 without an extension, in a continuation",
        send(Frames.of(TEXT, X), Frames.of(FIN | RSV1 | CONTINUATION, X)),
        fails(1002));
    list.talk(
        "rsv-after-echo",
        "a reserved bit after a good message",
        send(Frames.text("good")),
        echo("good"),
        send(Frames.of(FIN | RSV2 | TEXT, X)),
        fails(1002));
  }

  private static void opcodes(CaseList list) {
    for (int opcode : new int[] {3, 4, 5, 6, 7, 11, 12, 13, 14, 15}) {
      list.talk(
          "opcode-" + opcode,
          "opcode " + opcode + " is reserved",
          send(Frames.of(FIN | opcode, opcode < 8 ? X : new byte[0])),
          fails(1002));
    }
    list.talk(
        "opcode-after-echo",
        "a reserved opcode after a good message",
        send(Frames.text("good")),
        echo("good"),
        send(Frames.of(FIN | 3, X)),
        fails(1002));
  }
}
