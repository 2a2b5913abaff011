package dev.yodel.client;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/**
 * Makes whole messages of data frames (RFC 6455 section 5.4). Text is checked fragment by fragment,
 * so that a bad byte fails before the message ends (section 8.1). The decoder in front has checked
 * that fragments come in a legal order.
 */
final class MessageAssembler {

  /** Takes whole messages. */
  interface Sink {
    void text(String text);

    void binary(byte[] bytes);
  }

  private static final int POLICY_FRAGMENTS = 1 << 20;

  private final int maxMessage;
  private final Sink sink;
  private final CharsetDecoder utf8 =
      StandardCharsets.UTF_8
          .newDecoder()
          .onMalformedInput(CodingErrorAction.REPORT)
          .onUnmappableCharacter(CodingErrorAction.REPORT);
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private StringBuilder text = new StringBuilder();
  private byte[] tail = new byte[0];
  private boolean isText;
  private boolean open;
  private long size;
  private int fragments;

  MessageAssembler(int maxMessage, Sink sink) {
    this.maxMessage = maxMessage;
    this.sink = sink;
  }

  /** Takes one data frame. */
  void add(WebSocketFrame frame) {
    if (!open) {
      open = true;
      isText = frame instanceof TextWebSocketFrame;
      size = 0;
      fragments = 0;
    }
    size += frame.content().readableBytes();
    fragments++;
    check(size, fragments, maxMessage);
    boolean last = frame.isFinalFragment();
    if (isText) {
      addText(frame.content(), last);
    } else {
      addBinary(frame.content(), last);
    }
  }

  /** Refuses a message that has grown beyond what is taken. */
  static void check(long size, int fragments, int maxMessage) {
    if (size > maxMessage) {
      throw new Violation(1009, "message of more than " + maxMessage + " bytes");
    }
    if (fragments > POLICY_FRAGMENTS) {
      throw new Violation(1008, "message of more than " + POLICY_FRAGMENTS + " fragments");
    }
  }

  private void addBinary(ByteBuf part, boolean last) {
    if (last && bytes.size() == 0) {
      open = false;
      sink.binary(ByteBufUtil.getBytes(part));
      return;
    }
    bytes.writeBytes(ByteBufUtil.getBytes(part));
    if (last) {
      open = false;
      byte[] whole = bytes.toByteArray();
      bytes.reset();
      sink.binary(whole);
    }
  }

  private void addText(ByteBuf part, boolean last) {
    ByteBuffer in = ByteBuffer.allocate(tail.length + part.readableBytes());
    in.put(tail);
    part.getBytes(part.readerIndex(), in.slice(tail.length, part.readableBytes()));
    in.rewind();
    CharBuffer out = CharBuffer.allocate(in.remaining());
    if (utf8.decode(in, out, last).isError() || (last && in.hasRemaining())) {
      throw new Violation(1007, "text that is not UTF-8");
    }
    tail = new byte[in.remaining()];
    in.get(tail);
    text.append(out.flip());
    if (last) {
      open = false;
      utf8.reset();
      String whole = text.toString();
      text = new StringBuilder();
      sink.text(whole);
    }
  }
}
