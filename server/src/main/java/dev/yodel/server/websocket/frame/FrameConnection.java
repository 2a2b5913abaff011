package dev.yodel.server.websocket.frame;

import dev.yodel.protocol.CloseCode;
import dev.yodel.server.owner.OwnedBy;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import org.jspecify.annotations.Nullable;

/** The parts that one connection's frames go through, and the rules between them. */
@OwnedBy(OwnedBy.Kind.LOOP)
final class FrameConnection implements FrameEvents {

  private final ChannelHandlerContext context;
  private final FrameLimits limits;
  private final @Nullable PerMessageDeflate deflate;
  private final boolean echoes;
  private final MessageSink sink;
  private final FrameReader reader;
  private final FrameWriter writer;
  private final ClosingHandshake closing;
  private final FrameCounts counts;
  private @Nullable ByteBuf unansweredPing;
  private boolean unflushed;

  /**
   * How one connection's frames are read.
   *
   * @param echoes whether messages go back to the peer
   * @param deflate null for no compression
   */
  record Settings(FrameLimits limits, boolean echoes, @Nullable PerMessageDeflate deflate) {}

  FrameConnection(
      ChannelHandlerContext context,
      Settings settings,
      ClosingHandshake closing,
      FrameCounts counts) {
    this.context = context;
    this.limits = settings.limits();
    this.deflate = settings.deflate();
    this.echoes = settings.echoes();
    this.counts = counts;
    this.sink = echoes ? new EchoSink(context, counts) : new ForwardingSink(context);
    this.reader = new FrameReader(limits, context.alloc(), deflate != null, this);
    this.writer = new FrameWriter(context, deflate);
    this.closing = closing;
  }

  /**
   * Reads a buffer and releases it, unless it goes out again. What was in it is told at once: a
   * peer over its limits is not read a second time in the same turn.
   */
  void read(ByteBuf bytes) {
    boolean taken = false;
    counts.addBytes(bytes.readableBytes());
    long begun = deflate == null ? 0 : now();
    try {
      reader.read(bytes);
      taken = sink.take(bytes);
    } catch (ProtocolViolation violation) {
      sink.settle(bytes);
      reader.release();
      closing.fail(violation);
    } finally {
      if (!taken) {
        bytes.release();
      }
    }
    unflushed |= echoes;
    if (deflate != null) {
      counts.addNanos(now() - begun);
    }
    counts.tell();
  }

  private long now() {
    return context.executor().ticker().nanoTime();
  }

  /** Memory is short: a message that was unfinished the last time, and still is, must go. */
  void onMemoryShort() {
    if (reader.isStillUnfinished(MemoryShort.LEAST_BYTES)) {
      reader.release();
      closing.end(CloseCode.TOO_SLOW);
    }
  }

  /** The read is over. */
  void onReadComplete() {
    flush();
    counts.tell();
  }

  private void flush() {
    if (unflushed) {
      unflushed = false;
      context.flush();
    }
  }

  /** Whether frames may still be written. */
  boolean isOpen() {
    return closing.isOpen();
  }

  void write(WebSocketFrame frame, ChannelPromise promise) {
    counts.addWritten(FrameWriter.isMessage(frame) ? 1 : 0, frame.content().readableBytes());
    writer.write(frame, promise);
  }

  void close(CloseWebSocketFrame frame, ChannelPromise promise) {
    int code = frame.statusCode();
    String reason = frame.reasonText();
    frame.release();
    closing.begin(code < 0 ? CloseCode.NO_STATUS.code() : code, reason, promise);
  }

  @Override
  public boolean wantsFrames() {
    return closing.wantsFrames();
  }

  @Override
  public void onFrame() {
    counts.addFrame();
  }

  @Override
  public void onMessage(ByteBuf buffer, int frame, int payload, int length, boolean text) {
    counts.addMessage();
    if (closing.isOpen()) {
      sink.onMessage(buffer, frame, payload, length, text);
    }
  }

  @Override
  public void settle(ByteBuf buffer) {
    sink.settle(buffer);
  }

  @Override
  public void onAssembled(MessageAssembly message) throws ProtocolViolation {
    try {
      message.finish();
      counts.addMessage();
      if (!closing.isOpen()) {
        return;
      }
      if (message.isCompressed() && deflate != null) {
        deliverInflated(message, deflate);
      } else {
        deliver(message.body().retain(), message.isText());
      }
    } finally {
      message.release();
    }
  }

  private void deliverInflated(MessageAssembly message, PerMessageDeflate agreed)
      throws ProtocolViolation {
    ByteBuf plain = agreed.inflate(message.body(), limits.maxMessage());
    try {
      counts.addInflated(plain.readableBytes());
      boolean text = message.isText();
      if (text && !Utf8.isWhole(plain)) {
        throw ProtocolViolation.payload("text is not UTF-8");
      }
      ByteBuf answer = echoes ? agreed.frame(plain, text ? Opcode.TEXT : Opcode.BINARY) : null;
      if (answer == null) {
        deliver(plain.retain(), text);
      } else {
        counts.addWritten(1, answer.readableBytes());
        context.write(answer, context.voidPromise());
      }
    } finally {
      plain.release();
    }
  }

  private void deliver(ByteBuf body, boolean text) {
    int payload = body.readerIndex();
    int length = body.readableBytes();
    int first = Opcode.FIN | (text ? Opcode.TEXT : Opcode.BINARY);
    sink.onMessage(body, FrameHeader.write(body, payload, length, first), payload, length, text);
    if (!sink.take(body)) {
      body.release();
    }
  }

  @Override
  public void onControl(int opcode, ByteBuf payload) throws ProtocolViolation {
    if (opcode == Opcode.CLOSE) {
      try {
        closing.onPeerClose(ClosePayload.read(payload));
      } finally {
        payload.release();
      }
    } else if (opcode == Opcode.PING && closing.isOpen()) {
      onPing(payload);
    } else {
      payload.release();
    }
  }

  /** Answers at once, or the last of several when the peer reads again (RFC 6455 section 5.5.3). */
  private void onPing(ByteBuf payload) {
    counts.addPing();
    if (unansweredPing != null) {
      unansweredPing.release();
      unansweredPing = null;
    }
    if (context.channel().isWritable()) {
      pong(payload);
    } else {
      unansweredPing = payload;
    }
  }

  private void pong(ByteBuf payload) {
    int at = payload.readerIndex();
    int frame = FrameHeader.write(payload, at, payload.readableBytes(), Opcode.FIN | Opcode.PONG);
    context.write(payload.readerIndex(frame), context.voidPromise());
    unflushed = true;
  }

  /** The peer reads again. */
  void onWritable() {
    ByteBuf ping = unansweredPing;
    if (ping != null && closing.isOpen()) {
      unansweredPing = null;
      pong(ping);
      flush();
    }
  }

  /** Lets go of everything held for the connection. */
  void release() {
    reader.release();
    counts.end();
    closing.cancel();
    if (unansweredPing != null) {
      unansweredPing.release();
      unansweredPing = null;
    }
  }
}
