package dev.yodel.client.conformance;

import static dev.yodel.client.conformance.CaseEnd.failed;
import static dev.yodel.client.conformance.Frames.FIN;
import static dev.yodel.client.conformance.Frames.RSV1;
import static dev.yodel.client.conformance.Frames.TEXT;
import static dev.yodel.client.conformance.Steps.expect;
import static dev.yodel.client.conformance.Steps.sent;

import dev.yodel.client.conformance.Heard.Kind;
import java.util.List;
import java.util.Map;

/** Offers of compression and the answers to them (RFC 7692 section 7.1). */
final class DeflateOffers {

  private static final byte[] NOTHING = {};
  private static final String HEADER = "Sec-WebSocket-Extensions: ";

  /** A repetition that only a window of more than 512 bytes reaches back to. */
  private static final int FAR = 600;

  private DeflateOffers() {}

  static Request offering(String offer) {
    return Request.STANDARD.and(HEADER + offer);
  }

  static void addTo(CaseList list) {
    takeover(list);
    windows(list);
    wrong(list);
    fallback(list);
  }

  private static void takeover(CaseList list) {
    list.section(7692, "7.1", "Negotiating permessage-deflate");
    list.ask("plain", "an offer without parameters", offering("permessage-deflate"), talks());
    list.ask(
        "as-browsers",
        "the offer of browsers",
        offering("permessage-deflate; client_max_window_bits"),
        talks());
    list.section(7692, "7.1.1", "Context takeover");
    list.ask(
        "server-forgets",
        "server_no_context_takeover is confirmed by who accepts it",
        offering("permessage-deflate; server_no_context_takeover"),
        expect(
            "server_no_context_takeover in the answer",
            talk -> {
              agree(talk);
              if (!talk.deflate().serverForgets()) {
                throw failed("accepted without server_no_context_takeover");
              }
            }),
        roundTrips(),
        roundTrips());
    list.ask(
        "client-forgets",
        "client_no_context_takeover is a hint",
        offering("permessage-deflate; client_no_context_takeover"),
        talks());
    list.ask(
        "both-forget",
        "both at once",
        offering("permessage-deflate; server_no_context_takeover; client_no_context_takeover"),
        talks());
  }

  private static void windows(CaseList list) {
    list.section(7692, "7.1.2", "Limiting the sliding window");
    for (int bits = 8; bits <= 15; bits++) {
      int most = bits;
      list.ask(
          "server-window-" + bits,
          "a window of " + bits + " bits is confirmed and kept",
          offering("permessage-deflate; server_max_window_bits=" + bits),
          expect(
              "server_max_window_bits=" + bits + " or less, or no extension",
              talk -> window(talk, most)),
          roundTrips(),
          most <= 9 ? farRepetition() : roundTrips());
    }
    list.ask(
        "client-window-10",
        "a window of one's own is a hint",
        offering("permessage-deflate; client_max_window_bits=10"),
        talks());
    list.ask(
        "quoted-window",
        "a value may be quoted",
        offering("permessage-deflate; server_max_window_bits=\"12\""),
        expect("server_max_window_bits=12 or less, or no extension", talk -> window(talk, 12)));
  }

  private static void wrong(CaseList list) {
    list.section(7692, "7", "Offers that must be declined");
    Map<String, String> wrong =
        Map.of(
            "window-7", "server_max_window_bits=7",
            "window-16", "server_max_window_bits=16",
            "window-zero-led", "server_max_window_bits=010",
            "window-word", "server_max_window_bits=abc",
            "window-empty", "server_max_window_bits",
            "client-window-16", "client_max_window_bits=16",
            "takeover-value", "server_no_context_takeover=1",
            "unknown", "x_unknown",
            "twice", "server_max_window_bits=10; server_max_window_bits=11");
    wrong.keySet().stream()
        .sorted()
        .forEach(
            name ->
                list.ask(
                    name,
                    "declined: " + wrong.get(name),
                    offering("permessage-deflate; " + wrong.get(name)),
                    expect("no extension, or the handshake refused", DeflateOffers::declined)));
  }

  private static void fallback(CaseList list) {
    list.section(7692, "5.1", "Several offers");
    list.ask(
        "second",
        "the next offer is taken if the first must be declined",
        offering("permessage-deflate; server_max_window_bits=7, permessage-deflate"),
        talks());
    list.ask(
        "second-line",
        "so it is in a second header line",
        offering("permessage-deflate; x_unknown").and(HEADER + "permessage-deflate"),
        talks());
    list.ask(
        "among-others",
        "and among extensions that nobody knows",
        offering("x-one, permessage-deflate, x-two; a=\"b,c\""),
        talks());
  }

  /** The answer, if it accepts, is right, and messages come back. */
  private static Step talks() {
    return expect(
        "an answer in order, and echoes",
        talk -> {
          agree(talk);
          roundTrip(talk, Payloads.letters(1000));
          roundTrip(talk, Payloads.letters(1000));
        });
  }

  /** The handshake is right; the case is skipped if compression was declined. */
  static void agree(Conversation talk) throws java.io.IOException, CaseEnd {
    talk.upgrade(talk.answer(NOTHING));
    talk.deflate();
  }

  private static Step roundTrips() {
    return sent("a compressed text, to be echoed", talk -> roundTrip(talk, Payloads.letters(1000)));
  }

  static void roundTrip(Conversation talk, byte[] text) throws java.io.IOException, CaseEnd {
    talk.send(Frames.of(FIN | RSV1 | TEXT, talk.deflate().deflate(text)));
    Steps.checkEcho(Kind.TEXT, text, talk.next());
  }

  private static void window(Conversation talk, int most) throws java.io.IOException, CaseEnd {
    agree(talk);
    String parameters = String.join(",", talk.answer(NOTHING).values("Sec-WebSocket-Extensions"));
    String value = parameters.replaceAll(".*server_max_window_bits\\s*=\\s*\"?(\\d+).*", "$1");
    if (!value.matches("[89]|1[0-5]") || Integer.parseInt(value) > most) {
      throw failed("accepted without server_max_window_bits: " + parameters);
    }
  }

  /** Noise twice: it gets much shorter only if the compressor looks back further than it may. */
  private static Step farRepetition() {
    return expect(
        "a repetition " + FAR + " bytes back is not compressed",
        talk -> {
          byte[] once = Payloads.noise(FAR);
          byte[] twice = Frames.join(once, once);
          talk.send(Frames.of(FIN | RSV1 | Frames.BINARY, talk.deflate().deflate(twice)));
          Heard heard = talk.next();
          Steps.checkEcho(Kind.BINARY, twice, heard);
          if (heard.wireBytes() < 2 * FAR - FAR / 4) {
            throw failed("1,200 bytes came in " + heard.wireBytes() + ": the window is not kept");
          }
        });
  }

  private static void declined(Conversation talk) throws java.io.IOException, CaseEnd {
    HttpAnswer answer = talk.answer(NOTHING);
    List<String> agreed = answer.values("Sec-WebSocket-Extensions");
    if (answer.status() == HttpAnswer.SWITCHING && !agreed.isEmpty()) {
      throw failed("accepted: " + String.join(", ", agreed));
    }
  }
}
