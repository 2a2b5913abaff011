package dev.yodel.client.conformance;

import static dev.yodel.client.conformance.DeflateOffers.offering;
import static dev.yodel.client.conformance.Frames.BINARY;
import static dev.yodel.client.conformance.Frames.CONTINUATION;
import static dev.yodel.client.conformance.Frames.FIN;
import static dev.yodel.client.conformance.Frames.RSV1;
import static dev.yodel.client.conformance.Frames.TEXT;
import static dev.yodel.client.conformance.Frames.utf8;
import static dev.yodel.client.conformance.Steps.echo;
import static dev.yodel.client.conformance.Steps.expect;
import static dev.yodel.client.conformance.Steps.pong;
import static dev.yodel.client.conformance.Steps.send;

import dev.yodel.client.conformance.Heard.Kind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/** Compressed messages, where the server agrees to compress (RFC 7692 sections 6 to 8). */
final class DeflateCases {

  private static final HexFormat HEX = HexFormat.of();
  static final int START = RSV1 | TEXT;

  /** "Hello", as in section 7.2.3.1. */
  static final byte[] HELLO = HEX.parseHex("f248cdc9c90700");

  private DeflateCases() {}

  static void addTo(CaseList list) {
    DeflateOffers.addTo(list);
    examples(list);
    large(list);
    fragments(list);
    contexts(list);
    DeflateFaults.addTo(list);
  }

  private static void examples(CaseList list) {
    list.section(7692, "7.2.3", "Examples");
    deflated(
        list, "hello", "a compressed text", send(Frames.of(FIN | START, HELLO)), echo("Hello"));
    deflated(
        list,
        "no-compression",
        "a block without compression",
        send(Frames.of(FIN | START, HEX.parseHex("000500faff48656c6c6f00"))),
        echo("Hello"));
    deflated(
        list,
        "final-block",
        "a block with BFINAL set",
        send(Frames.of(FIN | START, HEX.parseHex("f348cdc9c9070000"))),
        echo("Hello"));
    deflated(
        list,
        "two-blocks",
        "two blocks in one message",
        send(Frames.of(FIN | START, HEX.parseHex("f248050000 00ffffcac9c90700".replace(" ", "")))),
        echo("Hello"));
    deflated(
        list,
        "empty",
        "an empty text, compressed",
        send(Frames.of(FIN | START, new byte[] {0})),
        echo(""));
    deflated(
        list,
        "plain-message",
        "a message that is not compressed, on the same connection",
        send(Frames.text("plain"), Frames.of(FIN | START, HELLO)),
        echo("plain"),
        echo("Hello"));
  }

  private static void large(CaseList list) {
    deflated(
        list,
        "binary",
        "a binary message of 64 KiB that does not compress",
        expect(
            "the same bytes",
            talk -> {
              byte[] noise = Payloads.noise(65_536);
              talk.send(Frames.of(FIN | RSV1 | BINARY, talk.deflate().deflate(noise)));
              Steps.checkEcho(Kind.BINARY, noise, talk.next());
            }));
    deflated(
        list,
        "large",
        "a text of 100,000 letters",
        expect("the same text", talk -> DeflateOffers.roundTrip(talk, Payloads.letters(100_000))));
  }

  private static void fragments(CaseList list) {
    list.section(7692, "6.1", "Compressed messages in fragments");
    deflated(
        list,
        "two",
        "RSV1 on the first fragment only",
        send(
            Frames.of(START, Arrays.copyOf(HELLO, 3)),
            Frames.of(FIN | CONTINUATION, Arrays.copyOfRange(HELLO, 3, HELLO.length))),
        echo("Hello"));
    deflated(
        list,
        "ping-between",
        "a ping between fragments",
        send(Frames.of(START, Arrays.copyOf(HELLO, 2)), Frames.ping("p")),
        pong("p"),
        send(Frames.of(FIN | CONTINUATION, Arrays.copyOfRange(HELLO, 2, HELLO.length))),
        echo("Hello"));
    deflated(
        list,
        "empty-last",
        "an empty last fragment",
        send(Frames.of(START, HELLO), Frames.of(FIN | CONTINUATION, new byte[0])),
        echo("Hello"));
    byte[][] bytes = new byte[HELLO.length][];
    for (int i = 0; i < HELLO.length; i++) {
      int first = i == 0 ? START : i == HELLO.length - 1 ? FIN | CONTINUATION : CONTINUATION;
      bytes[i] = Frames.of(first, new byte[] {HELLO[i]});
    }
    deflated(list, "single-bytes", "fragments of one byte", send(bytes), echo("Hello"));
  }

  private static void contexts(CaseList list) {
    list.section(7692, "7.2.3.2", "Sharing LZ77 sliding window");
    deflated(
        list,
        "client-context",
        "a message that looks back at the one before",
        expect(
            "\"Hello\" twice",
            talk -> {
              if (talk.deflate().clientForgets()) {
                throw CaseEnd.skipped("the server asked for client_no_context_takeover");
              }
              talk.send(Frames.of(FIN | START, HELLO));
              Steps.checkEcho(Kind.TEXT, utf8("Hello"), talk.next());
              talk.send(Frames.of(FIN | START, HEX.parseHex("f200110000")));
              Steps.checkEcho(Kind.TEXT, utf8("Hello"), talk.next());
            }));
    deflated(
        list,
        "many-messages",
        "fifty messages in a row, each like the one before",
        expect(
            "fifty echoes",
            talk -> {
              for (int i = 0; i < 50; i++) {
                DeflateOffers.roundTrip(
                    talk, utf8(("message " + i + ", like the others ").repeat(9)));
              }
            }));
  }

  static void deflated(CaseList list, String name, String title, Step... steps) {
    List<Step> all = new ArrayList<>();
    all.add(expect("", DeflateOffers::agree));
    all.addAll(List.of(steps));
    list.ask(
        name,
        title,
        offering("permessage-deflate; client_max_window_bits"),
        all.toArray(Step[]::new));
  }
}
