package dev.yodel.server.websocket.frame;

import dev.yodel.server.owner.OwnedBy;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;

/**
 * A message under construction: frames or parts of frames copied one behind the other, with room in
 * front for the head of a server's frame.
 *
 * <p>Exists only while a message is incomplete. Memory grows with what arrived, never with what a
 * head announced; text is checked as it arrives.
 */
@OwnedBy(OwnedBy.Kind.LOOP)
final class MessageAssembly {

  /** Where the payload begins. */
  static final int ROOM = FrameHeader.MAX_SERVER_BYTES;

  private static final int FIRST_CAPACITY = 512;

  private final int opcode;
  private final boolean compressed;
  private final ByteBuf body;
  private int fragments;
  private int utf8 = Utf8.COMPLETE;
  private boolean marked;

  MessageAssembly(FrameHeader first, ByteBufAllocator allocator, int readable) {
    this.opcode = first.opcode();
    this.compressed = first.isCompressed();
    int wanted = (int) Math.min(first.length(), Math.max(readable, FIRST_CAPACITY));
    this.body = allocator.directBuffer(ROOM + wanted).setIndex(ROOM, ROOM);
  }

  /** Counts one more frame of the message. */
  void beginFragment(int maxFragments) throws ProtocolViolation {
    if (++fragments > maxFragments) {
      throw ProtocolViolation.tooBig("message in too many fragments");
    }
  }

  /** Copies and unmasks the next bytes of the message. */
  void append(ByteBuf in, int bytes, int mask) throws ProtocolViolation {
    int at = body.writerIndex();
    body.writeBytes(in, bytes);
    long bits = Mask.apply(body, at, at, bytes, mask);
    boolean plainText = opcode == Opcode.TEXT && !compressed;
    if (plainText && (utf8 != Utf8.COMPLETE || (bits & Utf8.NOT_ASCII) != 0)) {
      utf8 = Utf8.check(utf8, body, at, bytes);
      if (utf8 == Utf8.INVALID) {
        throw ProtocolViolation.payload("text is not UTF-8");
      }
    }
  }

  /** Says that nothing more comes: an unfinished character is an error now. */
  void finish() throws ProtocolViolation {
    if (utf8 != Utf8.COMPLETE) {
      throw ProtocolViolation.payload("text ends inside a character");
    }
  }

  /** Whether it was as long when this was asked before: since then it was not finished. */
  boolean isStillUnfinished(int bytes) {
    boolean before = marked;
    marked |= length() >= bytes;
    return before;
  }

  boolean isText() {
    return opcode == Opcode.TEXT;
  }

  boolean isCompressed() {
    return compressed;
  }

  /** Bytes of payload so far. */
  int length() {
    return body.writerIndex() - ROOM;
  }

  /** The bytes so far, owned by the assembly until its user takes them. */
  ByteBuf body() {
    return body;
  }

  void release() {
    body.release();
  }
}
