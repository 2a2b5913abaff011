package dev.yodel.server.websocket;

import dev.yodel.server.guard.LastAnswer;
import dev.yodel.server.owner.OwnedBy;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.ByteToMessageDecoder;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Gives the HTTP codec one request's head at a time, each as a part of the {@link
 * dev.yodel.server.owner.Crowd}, none while the peer does not take its answers, and keeps what
 * follows an upgrade's head until the handshake is complete.
 *
 * <p>The codec would read the frames behind an upgrade request as more HTTP, so the bytes wait here
 * for {@link #release()}; meanwhile the connection is not read.
 *
 * <pre>
 *  | GET /echo ... CRLF CRLF | frame | frame ...
 *  '------- passed on -------'------- held -----'   until HandshakeComplete
 * </pre>
 */
@OwnedBy(OwnedBy.Kind.LOOP)
public final class HoldHandler extends ChannelInboundHandlerAdapter {

  private static final byte[] END_OF_HEAD = {'\r', '\n', '\r', '\n'};

  private final ReadGate gate;
  private final Runnable turn = this::onTurn;
  private @Nullable ChannelHandlerContext context;
  private @Nullable ByteBuf held;
  private boolean upgrading;
  private boolean released;
  private boolean sliced;
  private boolean passing;
  private int matched;

  public HoldHandler(ReadGate gate) {
    this.gate = gate;
  }

  @Override
  public void handlerAdded(ChannelHandlerContext added) {
    context = added;
  }

  /** Keeps what comes from now on: the request passed on last is about to be upgraded. */
  void hold() {
    upgrading = true;
  }

  /**
   * The handshake is complete: passes on what was kept and leaves the pipeline. A peer that may
   * send compressed frames goes on to be given little at a time: however much was read of it
   * before, or came as one TLS record, others have their turn in between.
   */
  void release() {
    upgrading = false;
    sliced = gate.isCompressed();
    released = !sliced;
    if (!passing && context != null) {
      goOn(context);
    }
  }

  private void goOn(ChannelHandlerContext ctx) {
    if (released) {
      leave(ctx);
    } else {
      next(ctx);
    }
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) {
    if (!(message instanceof ByteBuf bytes)) {
      ctx.fireChannelRead(message);
      return;
    }
    if (sliced && held == null && bytes.readableBytes() <= ReadBuffers.FIRST) {
      ctx.fireChannelRead(bytes);
      return;
    }
    held =
        held == null
            ? bytes
            : ByteToMessageDecoder.MERGE_CUMULATOR.cumulate(ctx.alloc(), held, bytes);
    next(ctx);
  }

  /** Not passed on if anything was kept: onTurn and leave say when what they passed is complete. */
  @Override
  public void channelReadComplete(ChannelHandlerContext ctx) {
    if (sliced && held == null) {
      ctx.fireChannelReadComplete();
    }
  }

  @Override
  public void channelWritabilityChanged(ChannelHandlerContext ctx) {
    next(ctx);
    ctx.fireChannelWritabilityChanged();
  }

  /** Asks for a turn if there is something to pass on, and stops reading for as long. */
  private void next(ChannelHandlerContext ctx) {
    if (!passing && !released) {
      if (held != null && LastAnswer.isSent(ctx.channel())) {
        take().release(); // nobody would look at it
      }
      if (held != null && mayPass(ctx)) {
        gate.crowd().take(turn);
      }
      gate.set(ReadGate.Reason.HELD, held != null);
    }
  }

  private void onTurn() {
    ChannelHandlerContext ctx = context;
    if (ctx == null || held == null || !mayPass(ctx)) {
      return;
    }
    passing = true;
    passSome(ctx);
    ctx.fireChannelReadComplete();
    passing = false;
    goOn(ctx);
  }

  private boolean mayPass(ChannelHandlerContext ctx) {
    return !upgrading && ctx.channel().isWritable();
  }

  private void passSome(ChannelHandlerContext ctx) {
    ByteBuf bytes = take();
    int length = sliced ? ReadBuffers.FIRST : lengthToEndOfHead(bytes);
    if (length < bytes.readableBytes()) {
      ByteBuf some = bytes.readRetainedSlice(length);
      held = bytes;
      ctx.fireChannelRead(some);
    } else {
      ctx.fireChannelRead(bytes);
    }
  }

  private ByteBuf take() {
    ByteBuf bytes = Objects.requireNonNull(held);
    held = null;
    return bytes;
  }

  /** Bytes up to the end of a head, or all if none ends here; remembers a half-seen end. */
  private int lengthToEndOfHead(ByteBuf bytes) {
    int start = bytes.readerIndex();
    int at = matched == 0 ? nextCarriageReturn(bytes, start) : start;
    while (at < bytes.writerIndex()) {
      byte next = bytes.getByte(at);
      if (next == END_OF_HEAD[matched]) {
        matched++;
      } else {
        matched = next == '\r' ? 1 : 0;
      }
      at++;
      if (matched == END_OF_HEAD.length) {
        matched = 0;
        return at - start;
      }
      at = matched == 0 ? nextCarriageReturn(bytes, at) : at;
    }
    return bytes.readableBytes();
  }

  /** Looks at many bytes at a time, since a header may be long; the end when there is none. */
  private static int nextCarriageReturn(ByteBuf bytes, int from) {
    int found = bytes.indexOf(from, bytes.writerIndex(), (byte) '\r');
    return found < 0 ? bytes.writerIndex() : found;
  }

  private void leave(ChannelHandlerContext ctx) {
    if (held != null) {
      ctx.fireChannelRead(take());
      ctx.fireChannelReadComplete();
    }
    ctx.pipeline().remove(this);
  }

  @Override
  public void handlerRemoved(ChannelHandlerContext ctx) {
    context = null;
    gate.crowd().drop(turn);
    if (held != null) {
      take().release();
    }
    gate.set(ReadGate.Reason.HELD, false);
  }
}
