package dev.yodel.client.conformance;

import static dev.yodel.client.conformance.CaseEnd.failed;

import dev.yodel.client.conformance.Heard.Kind;

/** How a server answers a Close frame (RFC 6455 sections 5.5.1 and 7.1.1). */
final class Closing {

  private static final int NO_CODE = 1005;
  private static final int NORMAL = 1000;

  private Closing() {}

  /** One Close frame comes, with the code that was sent, and then TCP ends cleanly. */
  static void answered(Conversation talk, int code) throws CaseEnd {
    Heard heard = talk.next();
    if (heard.isEnd()) {
      throw failed(heard + " without a Close frame");
    }
    if (heard.kind() != Kind.CLOSE) {
      throw failed(heard.toString());
    }
    boolean plain = code == NO_CODE && heard.code() == NORMAL;
    if (heard.code() != code && !plain) {
      talk.remark(heard.toString());
    }
    ended(talk);
  }

  /** TCP ends, by the server, since this side waits. */
  static void ended(Conversation talk) throws CaseEnd {
    Heard end = talk.next();
    if (end.kind() == Kind.RESET) {
      talk.remark("TCP was reset, not ended");
    } else if (end.kind() != Kind.END) {
      throw failed("no end of TCP but " + end);
    }
  }
}
