package dev.yodel.client.conformance;

import static dev.yodel.client.conformance.CaseEnd.failed;

import dev.yodel.client.conformance.Heard.Kind;
import java.time.Duration;
import java.util.Set;

/**
 * How a server fails a connection (RFC 6455 section 7.1.7): it should say so by a Close frame with
 * the right code (7.4.1), must not treat what was wrong as a message, and must let TCP end.
 */
final class Failing {

  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private Failing() {}

  static void must(Conversation talk, Set<Integer> codes) throws CaseEnd {
    check(talk, codes, talk.next());
  }

  static void should(Conversation talk, Set<Integer> codes) throws CaseEnd {
    Heard heard = talk.next(PATIENCE);
    if (heard.kind() == Kind.CLOSE || heard.isEnd()) {
      check(talk, codes, heard);
    } else {
      talk.remark(heard.toString());
    }
  }

  static void check(Conversation talk, Set<Integer> codes, Heard heard) throws CaseEnd {
    if (heard.isEnd()) {
      talk.remark(heard + " without a Close frame");
      return;
    }
    if (heard.kind() != Kind.CLOSE) {
      throw failed(heard.toString());
    }
    if (!codes.contains(heard.code())) {
      talk.remark(heard.toString());
    }
    answerClose(talk, heard);
    Heard end = talk.next(PATIENCE);
    if (end.kind() == Kind.SILENCE) {
      talk.remark(heard + ", but TCP is still open " + PATIENCE.toSeconds() + " s later");
    } else if (!end.isEnd()) {
      throw failed(heard + " and then " + end);
    }
  }

  /** A server may wait for the answer to its Close frame before it ends TCP. */
  private static void answerClose(Conversation talk, Heard close) {
    try {
      talk.send(Frames.of(Frames.FIN | Frames.CLOSE, close.payload()));
    } catch (java.io.IOException gone) {
      return; // and it may be gone already
    }
  }
}
