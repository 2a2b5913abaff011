package dev.yodel.server.websocket.lab;

import dev.yodel.server.lab.AnswerKnobs;
import dev.yodel.server.lab.Experiment;
import dev.yodel.server.lab.MessageType;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufUtil;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/** What comes back: size, upper, prefix and type, in this order. */
final class AnswerContent {

  private static final byte[] LETTERS =
      "abcdefghijklmnopqrstuvwxyz".repeat(256).getBytes(StandardCharsets.US_ASCII);

  private final Optional<Integer> size;
  private final Optional<MessageType> type;
  private final String prefix;
  private final boolean upper;

  AnswerContent(Experiment experiment) {
    size = experiment.get(AnswerKnobs.SIZE);
    type = experiment.get(AnswerKnobs.TYPE);
    prefix = experiment.get(AnswerKnobs.PREFIX).orElse("");
    upper = experiment.isOn(AnswerKnobs.UPPER);
  }

  /** How many bytes the answer to a message has, about. */
  int bytesOf(Payload message) {
    return size.orElseGet(message.bytes()::readableBytes);
  }

  /** The answer to a message, which it takes over. */
  Payload of(Payload message, ByteBufAllocator allocator) {
    Payload answer = rewritten(sized(message, allocator), allocator);
    boolean text = type.map(MessageType.TEXT::equals).orElse(answer.text());
    if (text && !answer.text() && !isUtf8(answer.bytes())) {
      String hex = ByteBufUtil.hexDump(answer.bytes());
      answer.bytes().release();
      return new Payload(ByteBufUtil.writeAscii(allocator, hex), true);
    }
    return new Payload(answer.bytes(), text);
  }

  private Payload sized(Payload message, ByteBufAllocator allocator) {
    if (size.isEmpty()) {
      return message;
    }
    message.bytes().release();
    int bytes = size.get();
    ByteBuf letters = allocator.buffer(bytes);
    while (letters.readableBytes() < bytes) {
      letters.writeBytes(LETTERS, 0, Math.min(LETTERS.length, bytes - letters.readableBytes()));
    }
    return new Payload(letters, message.text());
  }

  private Payload rewritten(Payload message, ByteBufAllocator allocator) {
    if (!message.text() || (!upper && prefix.isEmpty())) {
      return message;
    }
    String text = message.bytes().toString(StandardCharsets.UTF_8);
    message.bytes().release();
    String answer = prefix + (upper ? text.toUpperCase(Locale.ROOT) : text);
    return new Payload(ByteBufUtil.writeUtf8(allocator, answer), true);
  }

  private static boolean isUtf8(ByteBuf bytes) {
    return ByteBufUtil.isText(
        bytes, bytes.readerIndex(), bytes.readableBytes(), StandardCharsets.UTF_8);
  }
}
