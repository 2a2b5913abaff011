package dev.yodel.client.conformance;

import static dev.yodel.client.conformance.Frames.CLOSE;
import static dev.yodel.client.conformance.Frames.FIN;
import static dev.yodel.client.conformance.Frames.TEXT;
import static dev.yodel.client.conformance.Frames.close;
import static dev.yodel.client.conformance.Frames.closePayload;
import static dev.yodel.client.conformance.Steps.closes;
import static dev.yodel.client.conformance.Steps.expect;
import static dev.yodel.client.conformance.Steps.fails;
import static dev.yodel.client.conformance.Steps.finish;
import static dev.yodel.client.conformance.Steps.send;
import static dev.yodel.client.conformance.Steps.sendSlowly;

import dev.yodel.client.conformance.Heard.Kind;

/** The closing handshake, its codes and reasons, and the end of TCP. */
final class CloseCases {

  private static final int[] GOOD = {
    1000, 1001, 1002, 1003, 1007, 1008, 1009, 1010, 1011, 3000, 3999, 4000, 4999
  };
  private static final int[] NEVER_SENT = {1004, 1005, 1006, 1015};
  private static final int[] NOT_USED = {0, 1, 999};
  private static final int[] UNASSIGNED = {1016, 1100, 2000, 2999, 5000, 65_535};

  private CloseCases() {}

  static void addTo(CaseList list) {
    frames(list);
    codes(list);
    reasons(list);
    endings(list);
  }

  private static void frames(CaseList list) {
    list.section(6455, "5.5.1", "Close");
    list.talk(
        "empty",
        "a Close frame without a code",
        send(Frames.of(FIN | CLOSE, new byte[0])),
        closes(1005));
    list.talk(
        "half-code",
        "half a code fails",
        send(Frames.of(FIN | CLOSE, new byte[] {3})),
        fails(1002));
    list.talk(
        "dripping", "a Close frame byte by byte", sendSlowly(close(1000, "bye")), closes(1000));
    whatFollows(list);
  }

  private static void whatFollows(CaseList list) {
    list.talk(
        "data-after",
        "data after a Close frame is ignored",
        send(close(1000, ""), Frames.text("too late")),
        closes(1000));
    list.talk(
        "ping-after",
        "a ping after a Close frame is not answered",
        send(close(1000, ""), Frames.ping("too late")),
        closes(1000));
    list.talk(
        "twice",
        "a second Close frame is not answered",
        send(close(1000, ""), close(1001, "")),
        closes(1000));
    list.talk(
        "nonsense-after",
        "what follows a Close frame is not looked at",
        send(close(1000, ""), new byte[] {(byte) 0xff, (byte) 0xff, 0, 1, 2, 3}),
        closes(1000));
    list.talk(
        "inside-frame",
        "bytes within a frame are no Close frame",
        send(Frames.of(FIN | Frames.BINARY, close(1000, ""))),
        Steps.echo(Kind.BINARY, close(1000, "")),
        send(Frames.ping("p")),
        Steps.pong("p"));
  }

  private static void codes(CaseList list) {
    list.section(6455, "7.4.1", "Defined status codes");
    for (int code : GOOD) {
      list.talk(
          "code-" + code, "code " + code + " is answered", send(close(code, "")), closes(code));
    }
    for (int code : new int[] {1012, 1013, 1014}) {
      list.talk(
          "registered-" + code,
          "code " + code + " of IANA's registry",
          send(close(code, "")),
          expect("Close with " + code + " is recommended", talk -> registered(talk, code)));
    }
    for (int code : NEVER_SENT) {
      list.talk(
          "never-" + code, "code " + code + " must not travel", send(close(code, "")), fails(1002));
    }
    list.section(6455, "7.4.2", "Reserved status code ranges");
    for (int code : NOT_USED) {
      list.talk(
          "unused-" + code, "code " + code + " is not used", send(close(code, "")), fails(1002));
    }
    for (int code : UNASSIGNED) {
      list.talk(
          "unassigned-" + code,
          "code " + code + " belongs to nobody",
          send(close(code, "")),
          expect("Close with 1002 is recommended", talk -> unassigned(talk, code)));
    }
  }

  private static void reasons(CaseList list) {
    list.section(6455, "7.1.6", "The connection close reason");
    list.talk("short", "a reason", send(close(1000, "goodbye")), closes(1000));
    list.talk("utf8", "a reason in UTF-8", send(close(1000, "до свидания, 再见 👋")), closes(1000));
    list.talk("123", "a reason of 123 bytes", send(close(1000, "r".repeat(123))), closes(1000));
    byte[] bad = {(byte) 0xce, (byte) 0xba, (byte) 0xe1, (byte) 0xbd};
    list.talk(
        "not-utf8",
        "a reason that is not UTF-8 fails",
        send(Frames.of(FIN | CLOSE, closePayload(1000, bad))),
        Steps.failsWithAny(1007, 1002));
  }

  private static void endings(CaseList list) {
    list.section(6455, "7.1.1", "Close the WebSocket connection");
    list.talk("server-first", "the server ends TCP first", send(close(1000, "")), closes(1000));
    list.talk(
        "after-echo",
        "it sends what it owes before it closes",
        send(Frames.text("owed"), close(1000, "")),
        expect("echo, then Close with 1000 and the end of TCP", CloseCases::owed));
    list.talk(
        "finish",
        "the end of TCP without a Close frame is answered by the end of TCP",
        finish(),
        expect("the end of TCP", CloseCases::endedSomehow));
    list.talk(
        "finish-in-frame",
        "so is an end in the middle of a frame",
        send(Frames.beginning(FIN | TEXT, 10, new byte[] {'x'})),
        finish(),
        expect("the end of TCP", CloseCases::endedSomehow));
    list.talk(
        "finish-after-close",
        "a Close frame and the end of TCP at once",
        send(close(1000, "")),
        finish(),
        closes(1000));
  }

  private static void registered(Conversation talk, int code) throws CaseEnd {
    Heard heard = talk.next();
    if (heard.kind() == Kind.CLOSE || heard.isEnd()) {
      if (heard.isEnd() || heard.code() != code) {
        talk.remark(heard.toString());
      }
    } else {
      throw CaseEnd.failed(heard.toString());
    }
  }

  private static void unassigned(Conversation talk, int code) throws CaseEnd {
    Heard heard = talk.next();
    if (heard.kind() == Kind.CLOSE && heard.code() == code) {
      talk.remark(heard.toString());
    } else {
      Failing.check(talk, java.util.Set.of(1002), heard);
    }
  }

  /** Nothing says that a message must be answered before the Close frame behind it. */
  private static void owed(Conversation talk) throws CaseEnd {
    Heard heard = talk.next();
    if (heard.kind() == Kind.CLOSE) {
      talk.remark(heard + " without the echo of what came before");
      Closing.ended(talk);
    } else {
      Steps.checkEcho(Kind.TEXT, Frames.utf8("owed"), heard);
      Closing.answered(talk, 1000);
    }
  }

  /** A Close frame may come first: 1006 is what nobody sends, but some say goodbye. */
  private static void endedSomehow(Conversation talk) throws CaseEnd {
    Heard heard = talk.next();
    if (heard.kind() == Kind.CLOSE) {
      heard = talk.next();
    }
    if (heard.kind() == Kind.RESET) {
      talk.remark(heard.toString());
    } else if (heard.kind() != Kind.END) {
      throw CaseEnd.failed(heard.toString());
    }
  }
}
