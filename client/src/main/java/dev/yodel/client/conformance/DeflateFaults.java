package dev.yodel.client.conformance;

import static dev.yodel.client.conformance.DeflateCases.HELLO;
import static dev.yodel.client.conformance.DeflateCases.START;
import static dev.yodel.client.conformance.DeflateCases.deflated;
import static dev.yodel.client.conformance.Frames.BINARY;
import static dev.yodel.client.conformance.Frames.CLOSE;
import static dev.yodel.client.conformance.Frames.CONTINUATION;
import static dev.yodel.client.conformance.Frames.FIN;
import static dev.yodel.client.conformance.Frames.PING;
import static dev.yodel.client.conformance.Frames.RSV1;
import static dev.yodel.client.conformance.Frames.RSV2;
import static dev.yodel.client.conformance.Frames.TEXT;
import static dev.yodel.client.conformance.Frames.utf8;
import static dev.yodel.client.conformance.Steps.expect;
import static dev.yodel.client.conformance.Steps.fails;
import static dev.yodel.client.conformance.Steps.send;
import static dev.yodel.client.conformance.Steps.sent;

import dev.yodel.client.conformance.Heard.Kind;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.zip.Deflater;

/** What the server must not take on a compressed connection (RFC 7692 sections 6, 7.2.2 and 8). */
final class DeflateFaults {

  private static final HexFormat HEX = HexFormat.of();
  private static final int BOMB_BYTES = 32 << 20;

  private DeflateFaults() {}

  static void addTo(CaseList list) {
    bits(list);
    broken(list);
  }

  private static void bits(CaseList list) {
    list.section(7692, "6", "Framing: the bit RSV1");
    deflated(
        list,
        "rsv1-ping",
        "a compressed ping fails",
        send(Frames.of(FIN | RSV1 | PING, HELLO)),
        fails(1002));
    deflated(
        list,
        "rsv1-close",
        "a compressed Close frame fails",
        send(Frames.of(FIN | RSV1 | CLOSE, Frames.closePayload(1000, new byte[0]))),
        fails(1002));
    deflated(
        list,
        "rsv1-continuation",
        "RSV1 on a later fragment fails",
        send(
            Frames.of(START, Arrays.copyOf(HELLO, 3)),
            Frames.of(FIN | RSV1 | CONTINUATION, Arrays.copyOfRange(HELLO, 3, HELLO.length))),
        fails(1002));
    deflated(
        list,
        "rsv1-of-plain",
        "RSV1 on a later fragment of a plain message fails",
        send(Frames.of(TEXT, utf8("x")), Frames.of(FIN | RSV1 | CONTINUATION, utf8("y"))),
        fails(1002));
    deflated(
        list,
        "rsv2",
        "RSV2 still means nothing",
        send(Frames.of(FIN | RSV1 | RSV2 | TEXT, HELLO)),
        fails(1002));
  }

  private static void broken(CaseList list) {
    list.section(7692, "7.2.2", "Decompression");
    deflated(
        list,
        "corrupt",
        "data that is no DEFLATE fails",
        send(Frames.of(FIN | START, HEX.parseHex("ffffffffffff"))),
        fails(1007));
    deflated(
        list,
        "far-distance",
        "a look back at what never was fails",
        send(Frames.of(FIN | START, HEX.parseHex("f200110000"))),
        fails(1007));
    deflated(
        list,
        "cut",
        "data that ends within a block fails",
        send(Frames.of(FIN | START, Arrays.copyOf(noisyBlock(), 40))),
        fails(1007));
    deflated(
        list,
        "not-utf8",
        "a compressed text that is not UTF-8 fails",
        send(Frames.of(FIN | START, HEX.parseHex("000300fcffc3286100"))),
        fails(1007));
    list.section(7692, "8", "Security considerations");
    deflated(
        list,
        "bomb",
        "32 KiB that inflate to 32 MiB are refused",
        sent(
            "32 MiB of zeros, compressed",
            talk -> {
              talk.deflate();
              talk.send(Frames.of(FIN | RSV1 | BINARY, bomb()));
            }),
        expect("Close with 1009 is recommended", DeflateFaults::refusedOrEchoed));
  }

  private static void refusedOrEchoed(Conversation talk) throws CaseEnd {
    Heard heard = talk.next();
    if (heard.isMessage()) {
      Steps.checkEcho(Kind.BINARY, new byte[BOMB_BYTES], heard);
      talk.remark("inflated and echoed 32 MiB");
    } else {
      Failing.check(talk, java.util.Set.of(1009), heard);
    }
  }

  private static byte[] noisyBlock() {
    return deflate(Frames.join(Payloads.letters(200), Payloads.noise(200)));
  }

  private static byte[] bomb() {
    return deflate(new byte[BOMB_BYTES]);
  }

  private static byte[] deflate(byte[] payload) {
    var deflater = new Deflater(Deflater.BEST_COMPRESSION, true);
    deflater.setInput(payload);
    var out = new ByteArrayOutputStream();
    byte[] chunk = new byte[65_536];
    int count;
    do {
      count = deflater.deflate(chunk, 0, chunk.length, Deflater.SYNC_FLUSH);
      out.write(chunk, 0, count);
    } while (count == chunk.length);
    deflater.end();
    return out.toByteArray();
  }
}
