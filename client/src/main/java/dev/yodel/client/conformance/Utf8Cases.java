package dev.yodel.client.conformance;

import static dev.yodel.client.conformance.Frames.CONTINUATION;
import static dev.yodel.client.conformance.Frames.FIN;
import static dev.yodel.client.conformance.Frames.TEXT;
import static dev.yodel.client.conformance.Frames.beginning;
import static dev.yodel.client.conformance.Frames.utf8;
import static dev.yodel.client.conformance.Steps.echo;
import static dev.yodel.client.conformance.Steps.fails;
import static dev.yodel.client.conformance.Steps.failsEarly;
import static dev.yodel.client.conformance.Steps.send;

import dev.yodel.client.conformance.Heard.Kind;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;

/** Text is UTF-8, and what is not is refused, as soon as that can be known. */
final class Utf8Cases {

  private static final String GREEK = "κόσμε";
  private static final HexFormat HEX = HexFormat.of();

  private Utf8Cases() {}

  static void addTo(CaseList list) {
    list.section(6455, "5.6", "Data frames");
    list.talk(
        "binary-not-utf8",
        "a binary message need not be text",
        send(Frames.of(FIN | Frames.BINARY, HEX.parseHex("c080ff"))),
        echo(Kind.BINARY, HEX.parseHex("c080ff")));
    list.section(6455, "8.1", "Handling of errors in UTF-8-encoded data");
    good(list);
    split(list);
    bad(list);
    early(list);
  }

  private static void good(CaseList list) {
    Map<String, String> texts = new LinkedHashMap<>();
    texts.put("greek", GREEK);
    texts.put("emoji", "👋🏽 \ud83d\udc68\u200d\ud83d\udc69\u200d\ud83d\udc67");
    texts.put("nul", "a\0b");
    texts.put("first-of-2", "\u0080");
    texts.put("last-of-2", "\u07ff");
    texts.put("first-of-3", "\u0800");
    texts.put("before-surrogates", "\ud7ff");
    texts.put("after-surrogates", "\ue000");
    texts.put("non-character", "\uffff\ufdd0");
    texts.put("byte-order-mark", "\ufeffx");
    texts.put("first-of-4", "\ud800\udc00");
    texts.put("last", "\udbff\udfff");
    texts.forEach(
        (name, text) ->
            list.talk("good-" + name, "good text: " + name, send(Frames.text(text)), echo(text)));
  }

  private static void split(CaseList list) {
    byte[] text = utf8("é€👋");
    for (int at = 1; at < text.length; at++) {
      list.talk(
          "split-" + at,
          "a text cut into fragments after byte " + at,
          send(
              Frames.of(TEXT, Arrays.copyOf(text, at)),
              Frames.of(FIN | CONTINUATION, Arrays.copyOfRange(text, at, text.length))),
          echo("é€👋"));
    }
    String longText = "aé€👋".repeat(4096);
    list.talk("long", "40 KiB of mixed characters", send(Frames.text(longText)), echo(longText));
  }

  private static void bad(CaseList list) {
    Map<String, String> bytes = new LinkedHashMap<>();
    bytes.put("lone-continuation", "80");
    bytes.put("continuation-after", "6180");
    bytes.put("overlong-nul", "c080");
    bytes.put("overlong-2", "c1bf");
    bytes.put("overlong-3", "e09fbf");
    bytes.put("overlong-4", "f08fbfbf");
    bytes.put("first-surrogate", "eda080");
    bytes.put("last-surrogate", "edbfbf");
    bytes.put("surrogate-pair", "eda080edb080");
    bytes.put("over-10ffff", "f4908080");
    bytes.put("f5", "f5808080");
    bytes.put("five-bytes", "f888808080");
    bytes.put("fe", "fe");
    bytes.put("ff", "ff");
    bytes.put("cut-2", "61c3");
    bytes.put("cut-3", "61e282");
    bytes.put("cut-4", "61f09f91");
    bytes.put("broken-3", "e28261");
    bytes.forEach(
        (name, hex) ->
            list.talk(
                "bad-" + name,
                "not UTF-8: " + hex,
                send(Frames.of(FIN | TEXT, HEX.parseHex(hex))),
                fails(1007)));
    badLate(list);
  }

  private static void badLate(CaseList list) {
    byte[] late = Frames.join(Payloads.letters(5000), HEX.parseHex("ff"));
    list.talk(
        "bad-late",
        "not UTF-8 after 5,000 good bytes",
        send(Frames.of(FIN | TEXT, late)),
        fails(1007));
    list.talk(
        "bad-second-fragment",
        "not UTF-8 in the last fragment",
        send(Frames.of(TEXT, utf8(GREEK)), Frames.of(FIN | CONTINUATION, HEX.parseHex("ff"))),
        fails(1007));
    list.talk(
        "bad-across",
        "a character that the next fragment does not go on with",
        send(Frames.of(TEXT, HEX.parseHex("e282")), Frames.of(FIN | CONTINUATION, utf8("x"))),
        fails(1007));
    list.talk(
        "bad-cut-fragments",
        "the last fragment ends within a character",
        send(Frames.of(TEXT, utf8("x")), Frames.of(FIN | CONTINUATION, HEX.parseHex("e282"))),
        fails(1007));
  }

  private static void early(CaseList list) {
    byte[] first = Frames.join(utf8(GREEK), HEX.parseHex("f4908080"), utf8("edited"));
    list.talk(
        "early-fragment",
        "a bad fragment fails before the message ends",
        send(Frames.of(TEXT, first)),
        failsEarly(1007, Frames.of(FIN | CONTINUATION, new byte[0])));
    list.talk(
        "early-second-fragment",
        "a bad second fragment too",
        send(Frames.of(TEXT, utf8(GREEK)), Frames.of(CONTINUATION, HEX.parseHex("c0"))),
        failsEarly(1007, Frames.of(FIN | CONTINUATION, new byte[0])));
    earlyInFrame(list, "ff", "a byte that never occurs");
    earlyInFrame(list, "f490", "the first two bytes of what is over U+10FFFF");
    earlyInFrame(list, "eda0", "the first two bytes of a surrogate");
    earlyInFrame(list, "e09f", "the first two bytes of an overlong form");
  }

  private static void earlyInFrame(CaseList list, String hex, String what) {
    byte[] payload = Frames.join(utf8(GREEK), HEX.parseHex(hex), utf8("and more"));
    int sent = payload.length - "and more".length();
    list.talk(
        "early-in-frame-" + hex,
        what + ", fails before the frame ends",
        send(beginning(FIN | TEXT, payload.length, Arrays.copyOf(payload, sent))),
        failsEarly(1007, Frames.rest(payload, sent)));
  }
}
