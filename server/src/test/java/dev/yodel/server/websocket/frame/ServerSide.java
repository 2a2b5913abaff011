package dev.yodel.server.websocket.frame;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A frame handler in a channel of its own, and what it sent as words. */
final class ServerSide implements AutoCloseable {

  static final int MAX_FRAGMENTS = 1000;
  static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(5);

  final EmbeddedChannel channel;
  private final ByteBuf sent = Unpooled.buffer();

  ServerSide(FrameLimits limits, FrameHandler.Mode mode, @Nullable PerMessageDeflate deflate) {
    this(limits, mode, deflate, ByteBufAllocator.DEFAULT);
  }

  ServerSide(
      FrameLimits limits,
      FrameHandler.Mode mode,
      @Nullable PerMessageDeflate deflate,
      ByteBufAllocator allocator) {
    channel = new EmbeddedChannel();
    channel.config().setAllocator(allocator);
    channel
        .pipeline()
        .addLast(new FrameHandler(limits, mode, deflate, () -> {}, FrameWatch.NOBODY));
  }

  static ServerSide echo(int maxMessage) {
    return new ServerSide(
        new FrameLimits(maxMessage, MAX_FRAGMENTS, CLOSE_TIMEOUT), FrameHandler.Mode.ECHO, null);
  }

  static ServerSide messages(int maxMessage) {
    return new ServerSide(
        new FrameLimits(maxMessage, MAX_FRAGMENTS, CLOSE_TIMEOUT),
        FrameHandler.Mode.MESSAGES,
        null);
  }

  /** Has all of it read at once. */
  ServerSide read(ClientFrames frames) {
    channel.writeInbound(frames.buffer());
    return this;
  }

  /** Has it read in pieces of so many bytes. */
  ServerSide readChopped(ClientFrames frames, int pieces) {
    byte[] bytes = frames.bytes();
    for (int at = 0; at < bytes.length && channel.isOpen(); at += pieces) {
      int length = Math.min(pieces, bytes.length - at);
      channel.writeInbound(Unpooled.directBuffer().writeBytes(bytes, at, length));
    }
    return this;
  }

  /**
   * What was sent since the last call: {@code text:abc}, {@code binary:hex}, {@code close:1000}.
   */
  List<String> sent() {
    for (ByteBuf buffer = channel.readOutbound(); buffer != null; ) {
      sent.writeBytes(buffer);
      buffer.release();
      buffer = channel.readOutbound();
    }
    List<String> frames = new ArrayList<>();
    while (sent.isReadable()) {
      frames.add(frame());
    }
    return frames;
  }

  /** The payload of the first frame that was sent. */
  byte[] firstPayload() {
    ByteBuf frame = channel.readOutbound();
    int shortLength = frame.skipBytes(1).readUnsignedByte();
    byte[] payload = new byte[shortLength < 126 ? shortLength : frame.readUnsignedShort()];
    frame.readBytes(payload);
    frame.release();
    return payload;
  }

  private String frame() {
    int first = sent.readUnsignedByte();
    int length = sent.readUnsignedByte();
    if (length > 127) {
      throw new AssertionError("a server's frame has a mask");
    }
    if (length >= 126) {
      length = length == 126 ? sent.readUnsignedShort() : (int) sent.readLong();
    }
    ByteBuf payload = sent.readSlice(length);
    String flags = (first & 0x80) == 0 ? "part-" : "";
    flags += (first & 0x40) == 0 ? "" : "compressed-";
    return flags + describe(first & 0xF, payload);
  }

  private static String describe(int opcode, ByteBuf payload) {
    return switch (opcode) {
      case Opcode.CONTINUATION -> "continuation:" + hex(payload);
      case Opcode.TEXT -> "text:" + payload.toString(StandardCharsets.UTF_8);
      case Opcode.BINARY -> "binary:" + hex(payload);
      case Opcode.PING -> "ping:" + payload.toString(StandardCharsets.UTF_8);
      case Opcode.PONG -> "pong:" + payload.toString(StandardCharsets.UTF_8);
      case Opcode.CLOSE -> "close:" + (payload.isReadable() ? payload.readUnsignedShort() : "none");
      default -> throw new AssertionError("opcode " + opcode);
    };
  }

  private static String hex(ByteBuf payload) {
    return io.netty.buffer.ByteBufUtil.hexDump(payload);
  }

  @Override
  public void close() {
    channel.finishAndReleaseAll();
    sent.release();
  }
}
