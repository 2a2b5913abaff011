package dev.yodel.server.websocket.lab;

import dev.yodel.server.lab.AnswerKnobs;
import dev.yodel.server.lab.Compression;
import dev.yodel.server.lab.Corruption;
import dev.yodel.server.lab.Experiment;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.nio.charset.StandardCharsets;

/** How an answer is framed: compress, fragment, interleave and corrupt. */
final class AnswerFrames {

  /** The most fragments of one message: {@value}; longer messages get longer fragments. */
  static final int MOST_FRAGMENTS = 65_536;

  /** Says "last block, of the reserved kind" to whoever inflates it (RFC 1951 section 3.2.3). */
  private static final byte[] NO_DEFLATE = "\u0007not deflate".getBytes(StandardCharsets.US_ASCII);

  private final Compression compression;
  private final int fragmentBytes;
  private final boolean interleave;
  private long pings;

  AnswerFrames(Experiment experiment) {
    compression = experiment.get(AnswerKnobs.COMPRESS).orElse(Compression.OFF);
    fragmentBytes = experiment.get(AnswerKnobs.FRAGMENT).orElse(Integer.MAX_VALUE);
    interleave = experiment.isOn(AnswerKnobs.INTERLEAVE);
  }

  /** The bytes of a message that keeps the rules; the payload is released. */
  ByteBuf of(Payload payload, ByteBufAllocator allocator) {
    int first = payload.text() ? RawFrames.TEXT : RawFrames.BINARY;
    return switch (compression) {
      case OFF -> framed(payload.bytes(), first, allocator);
      case ON -> framed(Deflated.of(payload.bytes(), allocator), first | RawFrames.RSV1, allocator);
      case BAD -> {
        payload.bytes().release();
        yield framed(allocator.buffer().writeBytes(NO_DEFLATE), first | RawFrames.RSV1, allocator);
      }
    };
  }

  private ByteBuf framed(ByteBuf bytes, int first, ByteBufAllocator allocator) {
    int length = bytes.readableBytes();
    int each = Math.max(fragmentBytes, (length + MOST_FRAGMENTS - 1) / MOST_FRAGMENTS);
    ByteBuf out = allocator.buffer(length + RawFrames.HEADER_BYTES);
    int opcode = first;
    while (bytes.readableBytes() > each) {
      RawFrames.frame(out, opcode, bytes.readSlice(each));
      if (interleave) {
        RawFrames.ping(out, ++pings);
      }
      opcode = 0;
    }
    RawFrames.frame(out, RawFrames.FIN | opcode, bytes);
    bytes.release();
    return out;
  }

  /** The bytes of a message that breaks a rule; the payload is released. */
  static ByteBuf corrupted(Payload payload, Corruption how, ByteBufAllocator allocator) {
    ByteBuf bytes = payload.bytes();
    ByteBuf out = allocator.buffer(bytes.readableBytes() + RawFrames.HEADER_BYTES + 4);
    RawFrames.corrupted(out, how, payload.text() ? RawFrames.TEXT : RawFrames.BINARY, bytes);
    bytes.release();
    return out;
  }
}
