package dev.yodel.client.conformance;

import static dev.yodel.client.conformance.CaseEnd.failed;

import dev.yodel.client.conformance.Heard.Kind;
import dev.yodel.client.conformance.Step.Act;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;

/** The steps that cases are made of. */
final class Steps {

  private static final HexFormat HEX = HexFormat.ofDelimiter(" ");
  private static final int SHOWN = 16;
  private static final byte[] NOTHING = {};

  /** How long a server that could fail early is waited for, and one that ends TCP after all. */
  private static final Duration PATIENCE = Duration.ofSeconds(1);

  private Steps() {}

  /** The handshake succeeds; said nothing of, since nearly every case begins so. */
  static Step open() {
    return expect("", talk -> talk.upgrade(talk.answer(NOTHING)));
  }

  static Step upgraded() {
    return expect("101 and a WebSocket", talk -> talk.upgrade(talk.answer(NOTHING)));
  }

  static Step send(byte[]... frames) {
    byte[] all = Frames.join(frames);
    return new Step(Step.Kind.SENT, hex(all), talk -> talk.send(all));
  }

  static Step sendSlowly(byte[]... frames) {
    byte[] all = Frames.join(frames);
    return new Step(Step.Kind.SENT, hex(all) + " byte by byte", talk -> talk.sendSlowly(all));
  }

  static Step sent(String text, Act act) {
    return new Step(Step.Kind.SENT, text, act);
  }

  static Step expect(String text, Act act) {
    return new Step(Step.Kind.EXPECTED, text, act);
  }

  static Step echo(String text) {
    return echo(Kind.TEXT, Frames.utf8(text));
  }

  static Step echo(Kind kind, byte[] payload) {
    var wanted = new Heard(kind, payload, 0);
    return expect("echo: " + wanted, talk -> checkEcho(kind, payload, talk.next()));
  }

  static void checkEcho(Kind kind, byte[] payload, Heard heard) throws CaseEnd {
    if (heard.kind() != kind || !Arrays.equals(heard.payload(), payload)) {
      boolean altered = heard.kind() == kind && heard.payload().length == payload.length;
      throw failed(heard + (altered ? ", altered" : ""));
    }
  }

  /** The echo, or a refusal because the message is too much for the server. */
  static Step echoOrTooBig(Kind kind, byte[] payload) {
    return expect(
        "echo, or Close with 1009",
        talk -> {
          Heard heard = talk.next();
          if (heard.kind() != Kind.CLOSE || heard.code() != 1009) {
            checkEcho(kind, payload, heard);
          }
        });
  }

  static Step pong(String payload) {
    byte[] wanted = Frames.utf8(payload);
    return expect(
        new Heard(Kind.PONG, wanted, 0).toString(),
        talk -> checkEcho(Kind.PONG, wanted, talk.next()));
  }

  /** The connection fails (RFC 6455 section 7.1.7); other codes than the first are loose. */
  static Step fails(int code) {
    return expect("Close with " + code, talk -> Failing.must(talk, Set.of(code)));
  }

  /** The same where several codes are as good. */
  static Step failsWithAny(Integer... codes) {
    return expect("Close with one of " + List.of(codes), talk -> Failing.must(talk, Set.of(codes)));
  }

  /** The connection should fail, but a server that goes on breaks no rule. */
  static Step shouldFail(int code) {
    return expect(
        "Close with " + code + " is recommended", talk -> Failing.should(talk, Set.of(code)));
  }

  /** The connection fails before the message is complete; afterwards is loose. */
  static Step failsEarly(int code, byte[] rest) {
    return expect(
        "Close with " + code + " before the message ends",
        talk -> {
          Heard heard = talk.next(PATIENCE);
          if (heard.kind() == Kind.SILENCE) {
            talk.remark("failed only when the message was complete");
            talk.send(rest);
            heard = talk.next();
          }
          Failing.check(talk, Set.of(code), heard);
        });
  }

  /** The closing handshake is answered and TCP ended by the server (sections 5.5.1, 7.1.1). */
  static Step closes(int code) {
    String answer = code == 1005 ? "Close without a code or with 1000" : "Close with " + code;
    return expect(answer + ", then the end of TCP", talk -> Closing.answered(talk, code));
  }

  /** No WebSocket comes of the handshake, by an HTTP status of the client's fault. */
  static Step refused(Integer... statuses) {
    return expect(
        "HTTP " + List.of(statuses).toString().replaceAll("[\\[\\]]", ""),
        talk -> {
          int status = talk.answer(NOTHING).status();
          if (status / 100 != 4) {
            throw failed(talk.answer(NOTHING).first());
          }
          if (!List.of(statuses).contains(status)) {
            talk.remark(talk.answer(NOTHING).first());
          }
        });
  }

  /** Anything but 101: a page is a good answer to what is not a handshake. */
  static Step notUpgraded() {
    return expect(
        "no 101",
        talk -> {
          if (talk.answer(NOTHING).status() == HttpAnswer.SWITCHING) {
            throw failed("101 Switching Protocols");
          }
        });
  }

  static Step drippingRequest() {
    return sent("the handshake byte by byte", Conversation::answerToDrips);
  }

  static Step requestWith(byte[]... frames) {
    byte[] all = Frames.join(frames);
    return sent("the handshake and in the same segment " + hex(all), talk -> talk.answer(all));
  }

  static Step finish() {
    return sent("the end of this side of TCP", Steps::end);
  }

  private static void end(Conversation talk) throws IOException {
    talk.finish();
  }

  private static String hex(byte[] bytes) {
    String shown = HEX.formatHex(bytes, 0, Math.min(bytes.length, SHOWN));
    return bytes.length <= SHOWN ? shown : shown + " … (" + bytes.length + " bytes)";
  }
}
