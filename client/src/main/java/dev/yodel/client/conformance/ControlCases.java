package dev.yodel.client.conformance;

import static dev.yodel.client.conformance.Frames.CLOSE;
import static dev.yodel.client.conformance.Frames.CONTINUATION;
import static dev.yodel.client.conformance.Frames.FIN;
import static dev.yodel.client.conformance.Frames.PING;
import static dev.yodel.client.conformance.Frames.PONG;
import static dev.yodel.client.conformance.Frames.TEXT;
import static dev.yodel.client.conformance.Frames.utf8;
import static dev.yodel.client.conformance.Steps.echo;
import static dev.yodel.client.conformance.Steps.expect;
import static dev.yodel.client.conformance.Steps.fails;
import static dev.yodel.client.conformance.Steps.pong;
import static dev.yodel.client.conformance.Steps.send;
import static dev.yodel.client.conformance.Steps.sendSlowly;

import dev.yodel.client.conformance.Heard.Kind;
import java.nio.charset.StandardCharsets;

/** Pings, pongs and messages in fragments. */
final class ControlCases {

  private static final byte[] X = {'x'};
  private static final int MANY = 10;

  private ControlCases() {}

  static void addTo(CaseList list) {
    limits(list);
    pings(list);
    fragments(list);
    interleaved(list);
    sequence(list);
  }

  private static void limits(CaseList list) {
    list.section(6455, "5.5", "Control frames");
    list.talk(
        "ping-126",
        "a ping of 126 bytes fails",
        send(Frames.of(FIN | PING, Payloads.letters(126))),
        fails(1002));
    list.talk(
        "ping-65536",
        "a ping of 65,536 bytes fails",
        send(Frames.beginning(FIN | PING, 65_536, X)),
        fails(1002));
    list.talk(
        "pong-126",
        "a pong of 126 bytes fails",
        send(Frames.of(FIN | PONG, Payloads.letters(126))),
        fails(1002));
    list.talk(
        "close-126",
        "a Close frame of 126 bytes fails",
        send(Frames.close(1000, "r".repeat(124))),
        fails(1002));
    list.talk("ping-fragment", "a ping in fragments fails", send(Frames.of(PING, X)), fails(1002));
    list.talk("pong-fragment", "a pong in fragments fails", send(Frames.of(PONG, X)), fails(1002));
    list.talk(
        "close-fragment",
        "a Close frame in fragments fails",
        send(Frames.of(CLOSE, Frames.closePayload(1000, new byte[0]))),
        fails(1002));
  }

  private static void pings(CaseList list) {
    list.section(6455, "5.5.2", "Ping");
    list.talk("empty", "an empty ping", send(Frames.ping("")), pong(""));
    list.talk("text", "a ping with a payload", send(Frames.ping("Hello")), pong("Hello"));
    byte[] noise = Payloads.noise(125);
    String latin = new String(noise, StandardCharsets.ISO_8859_1);
    list.talk(
        "125",
        "a ping of 125 bytes that are no text",
        send(Frames.of(FIN | PING, noise)),
        expect(
            "the same " + latin.length() + " bytes in a pong",
            talk -> Steps.checkEcho(Kind.PONG, noise, talk.next())));
    list.talk("dripping", "a ping byte by byte", sendSlowly(Frames.ping("drop")), pong("drop"));
    byte[][] many = new byte[MANY][];
    for (int i = 0; i < MANY; i++) {
      many[i] = Frames.ping("ping " + i);
    }
    list.talk(
        "many",
        "ten pings: pongs in order, and one for the last",
        send(many),
        expect("pongs up to \"ping 9\"", ControlCases::pongsToTheLast));
    list.section(6455, "5.5.3", "Pong");
    list.talk(
        "unsolicited",
        "a pong that nobody asked for is ignored",
        send(Frames.of(FIN | PONG, utf8("hello")), Frames.text("after")),
        echo("after"));
    list.talk(
        "unsolicited-empty",
        "an empty one too",
        send(Frames.of(FIN | PONG, new byte[0]), Frames.ping("p")),
        pong("p"));
  }

  /** Earlier pings may go unanswered (section 5.5.3), but not the last. */
  private static void pongsToTheLast(Conversation talk) throws CaseEnd {
    int last = -1;
    while (last < MANY - 1) {
      Heard heard = talk.next();
      String text = new String(heard.payload(), StandardCharsets.UTF_8);
      if (heard.kind() != Kind.PONG || !text.matches("ping \\d")) {
        throw CaseEnd.failed(heard.toString());
      }
      int number = text.charAt(text.length() - 1) - '0';
      if (number <= last) {
        throw CaseEnd.failed("pong \"" + text + "\" after that of ping " + last);
      }
      last = number;
    }
  }

  private static void fragments(CaseList list) {
    list.section(6455, "5.4", "Fragmentation");
    list.talk(
        "two",
        "a text in two fragments",
        send(Frames.of(TEXT, utf8("Hel")), Frames.of(FIN | CONTINUATION, utf8("lo"))),
        echo("Hello"));
    list.talk(
        "binary",
        "a binary message in three fragments",
        send(
            Frames.of(Frames.BINARY, X),
            Frames.of(CONTINUATION, X),
            Frames.of(FIN | CONTINUATION, X)),
        echo(Kind.BINARY, utf8("xxx")));
    list.talk(
        "empty",
        "fragments may be empty",
        send(
            Frames.of(TEXT, new byte[0]),
            Frames.of(CONTINUATION, utf8("a")),
            Frames.of(CONTINUATION, new byte[0]),
            Frames.of(FIN | CONTINUATION, new byte[0])),
        echo("a"));
    list.talk(
        "all-empty",
        "so may all of them",
        send(Frames.of(TEXT, new byte[0]), Frames.of(FIN | CONTINUATION, new byte[0])),
        echo(""));
    manyFragments(list);
  }

  private static void manyFragments(CaseList list) {
    list.talk(
        "dripping",
        "fragments byte by byte",
        sendSlowly(Frames.of(TEXT, utf8("drip")), Frames.of(FIN | CONTINUATION, utf8("ping"))),
        echo("dripping"));
    byte[][] bytes = new byte[200][];
    for (int i = 0; i < bytes.length; i++) {
      int first = i == 0 ? TEXT : i == bytes.length - 1 ? FIN | CONTINUATION : CONTINUATION;
      bytes[i] = Frames.of(first, X);
    }
    list.talk(
        "two-hundred",
        "two hundred fragments of one byte",
        send(bytes),
        echo("x".repeat(bytes.length)));
  }

  private static void interleaved(CaseList list) {
    list.talk(
        "ping-between",
        "a ping between fragments is answered at once",
        send(Frames.of(TEXT, utf8("Hel")), Frames.ping("now")),
        pong("now"),
        send(Frames.of(FIN | CONTINUATION, utf8("lo"))),
        echo("Hello"));
    list.talk(
        "pong-between",
        "a pong between fragments is ignored",
        send(
            Frames.of(TEXT, utf8("Hel")),
            Frames.of(FIN | PONG, X),
            Frames.of(FIN | CONTINUATION, utf8("lo"))),
        echo("Hello"));
    list.talk(
        "pings-between",
        "two pings between fragments",
        send(Frames.of(TEXT, utf8("a")), Frames.ping("1")),
        pong("1"),
        send(Frames.of(CONTINUATION, utf8("b")), Frames.ping("2")),
        pong("2"),
        send(Frames.of(FIN | CONTINUATION, utf8("c"))),
        echo("abc"));
    list.talk(
        "close-between",
        "a Close frame between fragments is answered",
        send(Frames.of(TEXT, utf8("Hel")), Frames.close(1000, "")),
        Steps.closes(1000));
  }

  private static void sequence(CaseList list) {
    list.talk(
        "continuation-first",
        "a continuation of nothing fails",
        send(Frames.of(CONTINUATION, X)),
        fails(1002));
    list.talk(
        "final-continuation-first",
        "a final continuation of nothing fails",
        send(Frames.of(FIN | CONTINUATION, X)),
        fails(1002));
    list.talk(
        "continuation-after",
        "a continuation after a whole message fails",
        send(Frames.text("whole")),
        echo("whole"),
        send(Frames.of(FIN | CONTINUATION, X)),
        fails(1002));
    list.talk(
        "continuation-after-fragments",
        "a continuation after the last fragment fails",
        send(Frames.of(TEXT, X), Frames.of(FIN | CONTINUATION, X)),
        echo("xx"),
        send(Frames.of(FIN | CONTINUATION, X)),
        fails(1002));
    list.talk(
        "text-inside",
        "a text inside a fragmented text fails",
        send(Frames.of(TEXT, X), Frames.text("inside")),
        fails(1002));
    list.talk(
        "binary-inside",
        "a binary fragment inside a fragmented text fails",
        send(Frames.of(TEXT, X), Frames.of(Frames.BINARY, X)),
        fails(1002));
  }
}
