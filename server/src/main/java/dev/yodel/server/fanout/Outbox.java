package dev.yodel.server.fanout;

import dev.yodel.protocol.CloseCode;
import dev.yodel.protocol.ErrorCode;
import dev.yodel.protocol.MessageCodec;
import dev.yodel.protocol.ServerMessage;
import dev.yodel.server.chat.Peer;
import dev.yodel.server.chat.ReadQueue;
import dev.yodel.server.metrics.Traffic;
import dev.yodel.server.owner.OwnedBy;
import dev.yodel.server.owner.Owner;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelOutboundInvoker;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * The writable end of one connection. What a room shows is written only while the channel is
 * writable; a seat that finds it unwritable waits here, holding one number.
 */
@OwnedBy(OwnedBy.Kind.LOOP)
public final class Outbox implements Peer {

  private final Channel channel;
  private final ChannelOutboundInvoker wire;
  private final LoopCommons loop;
  private final ReadQueue reads;
  private final Settings settings;
  private final Set<Seat> waiting = new LinkedHashSet<>();
  private boolean dirty;
  private boolean closed;

  /**
   * How connections are written to.
   *
   * @param closer sends a close frame and ends the connection
   * @param deflater compresses what this peer alone is sent
   * @param window how far back the peer can look in what is compressed; 0 if it takes plain frames
   *     alone
   * @param failed is told of each error that the peer is sent
   * @param traffic where what is written is counted
   */
  public record Settings(
      MessageCodec codec,
      Consumer<CloseCode> closer,
      FrameDeflater deflater,
      int window,
      Consumer<ErrorCode> failed,
      Traffic traffic) {

    /** For a peer that takes plain frames alone. */
    public static Settings plain(MessageCodec codec, Consumer<CloseCode> closer) {
      return new Settings(codec, closer, FrameDeflater.NONE, 0, code -> {}, new Traffic());
    }
  }

  /**
   * An outbox for a connection.
   *
   * @param wire where whole frames are written: the handler's context next to the socket, since the
   *     way there through the pipeline costs a broadcast more than all else but the system call
   */
  public Outbox(
      Channel channel,
      ChannelOutboundInvoker wire,
      LoopCommons loop,
      ReadQueue reads,
      Settings settings) {
    this.channel = channel;
    this.wire = wire;
    this.loop = loop;
    this.reads = reads;
    this.settings = settings;
  }

  @Override
  public Owner owner() {
    return loop.owner();
  }

  /** Whether the peer takes compressed frames; asked by the room as well. */
  boolean inflates() {
    return settings.window() > 0;
  }

  LoopCommons loop() {
    return loop;
  }

  /** The reads of the connection, its seats' and its session's. */
  public ReadQueue reads() {
    return reads;
  }

  @Override
  public boolean isWritable() {
    return !closed && channel.isWritable();
  }

  @Override
  public void send(ServerMessage.Said message) {
    if (message instanceof ServerMessage.Failure failure) {
      settings.failed().accept(failure.code());
    }
    write(settings.codec().write(message));
  }

  /** Sends a text of its own, that nobody else is sent. */
  void write(byte[] utf8) {
    FrameDeflater deflater =
        utf8.length <= settings.window() ? settings.deflater() : FrameDeflater.NONE;
    PreparedFrame frame = PreparedFrame.text(channel.alloc(), utf8, deflater);
    write(frame);
    frame.release();
  }

  /**
   * Writes a whole frame, which the pipeline passes on as it is; it leaves with the flush at the
   * end of the turn.
   */
  void write(PreparedFrame frame) {
    assert owner().isCurrent();
    if (closed) {
      return;
    }
    ByteBuf bytes = frame.share(settings.window());
    settings.traffic().add(Traffic.Count.MESSAGES_OUT, frame.messages());
    settings.traffic().add(Traffic.Count.BYTES_OUT, bytes.readableBytes());
    wire.write(bytes, channel.voidPromise());
    if (!dirty) {
      dirty = true;
      loop.flushes().add(this);
    }
  }

  void flush() {
    dirty = false;
    wire.flush();
  }

  /** Writes a frame that a room shows, to one of its members. */
  void deliver(PreparedFrame frame) {
    settings.traffic().add(Traffic.Count.DELIVERIES, frame.messages());
    write(frame);
  }

  /** Calls the seat when there is room again. */
  void await(Seat seat) {
    if (waiting.add(seat)) {
      settings.traffic().add(Traffic.Count.SEATS_BEHIND, 1);
    }
  }

  /** The seat no longer waits. */
  void forget(Seat seat) {
    if (waiting.remove(seat)) {
      settings.traffic().add(Traffic.Count.SEATS_BEHIND, -1);
    }
  }

  private void forgetAll() {
    settings.traffic().add(Traffic.Count.SEATS_BEHIND, -waiting.size());
    waiting.clear();
  }

  /** The channel became writable or unwritable. */
  public void onWritabilityChanged() {
    assert owner().isCurrent();
    if (closed) {
      return;
    }
    reads.hold(!channel.isWritable());
    if (!channel.isWritable()) {
      return;
    }
    List<Seat> seats = new ArrayList<>(waiting);
    forgetAll();
    for (Seat seat : seats) {
      seat.onWritable();
    }
  }

  @Override
  public void close(CloseCode code) {
    assert owner().isCurrent();
    if (!closed) {
      onGone();
      settings.closer().accept(code);
    }
  }

  /** The connection ends: nothing more is written. */
  public void onGone() {
    closed = true;
    forgetAll();
    reads.close();
  }
}
