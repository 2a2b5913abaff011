package dev.yodel.client;

import io.netty.handler.codec.DecoderResult;
import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.codec.http.HttpDecoderConfig;

/** The status line and header fields of an HTTP answer: how long they may be. */
final class AnswerHead {

  /**
   * The longest line, and the most bytes of all fields together. Sites with single sign-on set
   * cookies that outgrow the 8 KiB of most libraries.
   */
  static final int MAX_BYTES = 65_536;

  private AnswerHead() {}

  /** How it is read. */
  static HttpDecoderConfig limits() {
    return new HttpDecoderConfig().setMaxInitialLineLength(MAX_BYTES).setMaxHeaderSize(MAX_BYTES);
  }

  /** What is wrong with one that cannot be read. */
  static String problem(DecoderResult unreadable) {
    return unreadable.cause() instanceof TooLongFrameException
        ? "the answer's header is over " + MAX_BYTES + " bytes"
        : "the answer is not HTTP";
  }
}
