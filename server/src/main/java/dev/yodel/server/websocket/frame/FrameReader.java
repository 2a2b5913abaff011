package dev.yodel.server.websocket.frame;

import dev.yodel.server.owner.OwnedBy;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import org.jspecify.annotations.Nullable;

/**
 * Bytes of a client in, complete and checked messages out.
 *
 * <p>Two ways lead through it. A frame that is whole, unfragmented and uncompressed is unmasked and
 * given a server's head where it lies. Everything else is copied piece by piece into a {@link
 * MessageAssembly} or, for control frames, a buffer of their own:
 *
 * <pre>
 *   in:   |head key payload|head key payload|head key pay      read before
 *              |head payload|head payload|      |              in place: two messages for the sink
 *                                               '- begins an assembly
 * </pre>
 */
@OwnedBy(OwnedBy.Kind.LOOP)
final class FrameReader {

  private static final int CONTROL_ROOM = 2;

  private final FrameLimits limits;
  private final ByteBufAllocator allocator;
  private final FrameHeader header;
  private final FrameEvents events;
  private @Nullable ByteBuf partialHeader;
  private @Nullable ByteBuf control;
  private @Nullable MessageAssembly message;
  private boolean inFrame;
  private int unread;
  private int mask;
  private int placed;

  FrameReader(FrameLimits limits, ByteBufAllocator allocator, boolean deflate, FrameEvents events) {
    this.limits = limits;
    this.allocator = allocator;
    this.header = new FrameHeader(deflate);
    this.events = events;
  }

  /** Reads a buffer to its end, or until the connection wants no more frames. */
  void read(ByteBuf in) throws ProtocolViolation {
    placed = -1;
    while (in.isReadable() && events.wantsFrames()) {
      if (inFrame) {
        readPayload(in);
      } else if (partialHeader == null && parseHeader(in)) {
        begin(in, in.readableBytes() - header.size() >= header.length());
      } else {
        readHeaderByByte(in);
      }
    }
  }

  private boolean parseHeader(ByteBuf in) throws ProtocolViolation {
    return header.parse(in, in.readerIndex(), in.readableBytes());
  }

  private void readHeaderByByte(ByteBuf in) throws ProtocolViolation {
    ByteBuf partial = partialHeader;
    if (partial == null) {
      partial = allocator.heapBuffer(FrameHeader.MAX_BYTES);
      partialHeader = partial;
    }
    while (in.isReadable()) {
      partial.writeByte(in.readByte());
      if (header.parse(partial, 0, partial.readableBytes())) {
        partial.release();
        partialHeader = null;
        checkSequence();
        beginPayload(in);
        return;
      }
    }
  }

  private void begin(ByteBuf in, boolean whole) throws ProtocolViolation {
    checkSequence();
    if (whole && header.isFinal() && isPlainStart()) {
      readInPlace(in);
    } else {
      in.skipBytes(header.size());
      beginPayload(in);
    }
  }

  private boolean isPlainStart() {
    int opcode = header.opcode();
    return (opcode == Opcode.TEXT || opcode == Opcode.BINARY) && !header.isCompressed();
  }

  private void checkSequence() throws ProtocolViolation {
    events.onFrame();
    if (header.isControl()) {
      return;
    }
    boolean continues = header.opcode() == Opcode.CONTINUATION;
    MessageAssembly begun = message;
    if (continues == (begun == null)) {
      throw ProtocolViolation.protocol(
          continues ? "continuation of no message" : "message inside a message");
    }
    boolean compressed = begun == null ? header.isCompressed() : begun.isCompressed();
    long soFar = begun == null ? 0 : begun.length();
    if (header.length() > maxPayload(compressed) - soFar) {
      throw ProtocolViolation.tooBig("message too big");
    }
  }

  /** The most bytes a message may take on the wire: what cannot be compressed grows a little. */
  private long maxPayload(boolean compressed) {
    long plain = limits.maxMessage();
    return compressed ? plain + (plain >> 10) + 64 : plain;
  }

  private void readInPlace(ByteBuf in) throws ProtocolViolation {
    int start = in.readerIndex();
    int payload = start + header.size();
    int length = (int) header.length();
    int frame = placed < 0 ? start + header.size() - FrameHeader.serverSize(length) : placed;
    int target = frame + FrameHeader.serverSize(length);
    boolean text = header.opcode() == Opcode.TEXT;
    in.readerIndex(payload + length);
    long bits = Mask.apply(in, payload, target, length, header.mask());
    if (text
        && (bits & Utf8.NOT_ASCII) != 0
        && Utf8.check(Utf8.COMPLETE, in, target, length) != Utf8.COMPLETE) {
      throw ProtocolViolation.payload("text is not UTF-8");
    }
    FrameHeader.write(in, target, length, Opcode.FIN | header.opcode());
    placed = target + length;
    events.onMessage(in, frame, target, length, text);
  }

  private void beginPayload(ByteBuf in) throws ProtocolViolation {
    events.settle(in);
    placed = -1;
    unread = (int) header.length();
    mask = header.mask();
    inFrame = true;
    if (header.isControl()) {
      control = allocator.directBuffer(CONTROL_ROOM + unread).setIndex(CONTROL_ROOM, CONTROL_ROOM);
    } else {
      if (message == null) {
        message = new MessageAssembly(header, allocator, in.readableBytes());
      }
      message.beginFragment(limits.maxFragments());
    }
    readPayload(in);
  }

  private void readPayload(ByteBuf in) throws ProtocolViolation {
    int bytes = Math.min(unread, in.readableBytes());
    ByteBuf controlPayload = control;
    if (controlPayload != null) {
      int at = controlPayload.writerIndex();
      controlPayload.writeBytes(in, bytes);
      Mask.apply(controlPayload, at, at, bytes, mask);
    } else if (message != null) {
      message.append(in, bytes, mask);
    }
    mask = Mask.rotate(mask, bytes);
    unread -= bytes;
    if (unread == 0) {
      inFrame = false;
      endFrame(controlPayload);
    }
  }

  private void endFrame(@Nullable ByteBuf controlPayload) throws ProtocolViolation {
    if (controlPayload != null) {
      control = null;
      events.onControl(header.opcode(), controlPayload);
    } else if (header.isFinal() && message != null) {
      MessageAssembly whole = message;
      message = null;
      events.onAssembled(whole);
    }
  }

  /** Whether a message of so many bytes was incomplete when this was asked before, and still is. */
  boolean isStillUnfinished(int bytes) {
    return message != null && message.isStillUnfinished(bytes);
  }

  /** Lets go of whatever is incomplete. */
  void release() {
    if (partialHeader != null) {
      partialHeader.release();
      partialHeader = null;
    }
    if (control != null) {
      control.release();
      control = null;
    }
    if (message != null) {
      message.release();
      message = null;
    }
  }
}
