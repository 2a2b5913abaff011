package dev.yodel.client.conformance;

import static dev.yodel.client.conformance.Frames.BINARY;
import static dev.yodel.client.conformance.Frames.CONTINUATION;
import static dev.yodel.client.conformance.Frames.FIN;
import static dev.yodel.client.conformance.Frames.TEXT;
import static dev.yodel.client.conformance.Steps.echoOrTooBig;
import static dev.yodel.client.conformance.Steps.expect;
import static dev.yodel.client.conformance.Steps.send;
import static dev.yodel.client.conformance.Steps.sent;
import static dev.yodel.client.conformance.Steps.shouldFail;

import dev.yodel.client.conformance.Heard.Kind;
import java.io.ByteArrayOutputStream;
import java.util.List;

/** Large messages, and limits on what is too large. */
final class SizeCases {

  private static final int MEBIBYTE = 1 << 20;
  private static final int FRAGMENT = 16_384;
  private static final int TINY = 5_000;
  private static final byte[] X = {'x'};

  private SizeCases() {}

  static void addTo(CaseList list) {
    list.section(6455, "10.4", "Implementation-specific limits");
    for (int size : new int[] {MEBIBYTE / 4, MEBIBYTE, 4 * MEBIBYTE}) {
      String kib = size / 1024 + " KiB";
      list.talk(
          "binary-" + size / 1024,
          kib + " come back, or are refused",
          sent(
              "a binary frame of " + kib,
              talk -> talk.send(Frames.of(FIN | BINARY, Payloads.noise(size)))),
          expect(
              "echo, or Close with 1009",
              talk -> echoOrTooBig(Kind.BINARY, Payloads.noise(size)).act().play(talk)));
    }
    list.talk(
        "fragments-1024",
        "1 MiB in fragments of 16 KiB",
        sent("64 fragments of 16 KiB", talk -> talk.send(fragments(MEBIBYTE, FRAGMENT))),
        expect(
            "echo, or Close with 1009",
            talk -> echoOrTooBig(Kind.TEXT, Payloads.letters(MEBIBYTE)).act().play(talk)));
    list.talk(
        "tiny-fragments",
        TINY + " fragments of one byte",
        sent(TINY + " fragments of one byte", talk -> talk.send(fragments(TINY, 1))),
        expect("echo, or Close with 1008 or 1009", SizeCases::manyOrRefused));
    announced(list);
  }

  private static void announced(CaseList list) {
    list.talk(
        "announced-exbibytes",
        "a frame that announces 4 EiB is refused by its head",
        send(Frames.beginning(FIN | BINARY, 1L << 62, X)),
        shouldFail(1009));
    list.talk(
        "announced-largest",
        "so is the largest length there is",
        send(Frames.beginning(FIN | BINARY, Long.MAX_VALUE, X)),
        shouldFail(1009));
    list.talk(
        "announced-in-fragments",
        "so are two fragments that are together too large",
        send(Frames.of(BINARY, X), Frames.beginning(FIN | CONTINUATION, Long.MAX_VALUE, X)),
        shouldFail(1009));
  }

  private static void manyOrRefused(Conversation talk) throws CaseEnd {
    Heard heard = talk.next();
    boolean refused = heard.kind() == Kind.CLOSE && List.of(1008, 1009).contains(heard.code());
    if (!refused) {
      Steps.checkEcho(Kind.TEXT, Payloads.letters(TINY), heard);
    }
  }

  private static byte[] fragments(int total, int size) {
    var all = new ByteArrayOutputStream();
    byte[] part = Payloads.letters(size);
    for (int at = 0; at < total; at += size) {
      int last = at + size >= total ? FIN : 0;
      all.writeBytes(Frames.of(last | (at == 0 ? TEXT : CONTINUATION), part));
    }
    return all.toByteArray();
  }
}
