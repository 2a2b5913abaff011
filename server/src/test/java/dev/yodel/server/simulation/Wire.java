package dev.yodel.server.simulation;

import dev.yodel.protocol.CloseCode;
import dev.yodel.protocol.MessageCodec;
import dev.yodel.server.chat.ReadQueue;
import dev.yodel.server.chat.Session;
import dev.yodel.server.fanout.FrameDeflater;
import dev.yodel.server.fanout.LoopCommons;
import dev.yodel.server.fanout.Outbox;
import dev.yodel.server.log.RoomLog;
import dev.yodel.server.metrics.Traffic;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.channel.embedded.EmbeddedChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** One connection of the simulation: what is sent can be read, and it can stop taking bytes. */
final class Wire {

  private final FlushCount flushes = new FlushCount();
  private final EmbeddedChannel channel = new EmbeddedChannel(flushes);
  private final LoopCommons loop;
  private final Outbox outbox;
  private CloseCode closed;

  Wire(LoopCommons loop, RoomLog log, MessageCodec codec, ByteBufAllocator allocator) {
    this(loop, log, codec, allocator, 0);
  }

  /** A connection whose peer can look so far back in what is compressed. */
  Wire(LoopCommons loop, RoomLog log, MessageCodec codec, ByteBufAllocator allocator, int window) {
    this.loop = loop;
    channel.config().setAllocator(allocator);
    this.outbox =
        new Outbox(
            channel,
            channel,
            loop,
            new ReadQueue(log, loop.owner()),
            new Outbox.Settings(
                codec,
                code -> closed = code,
                FrameDeflater.NONE,
                window,
                code -> {},
                new Traffic()));
  }

  Outbox outbox() {
    return outbox;
  }

  LoopCommons loop() {
    return loop;
  }

  CloseCode closed() {
    return closed;
  }

  int flushes() {
    return flushes.count;
  }

  int writes() {
    return flushes.writes;
  }

  /** Counts the writes and flushes that reach the transport. */
  private static final class FlushCount extends ChannelOutboundHandlerAdapter {
    private int count;
    private int writes;

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
      writes++;
      context.write(message, promise);
    }

    @Override
    public void flush(ChannelHandlerContext context) {
      count++;
      context.flush();
    }
  }

  boolean isWritable() {
    return channel.isWritable();
  }

  void setWritable(boolean writable) {
    if (writable != channel.isWritable()) {
      channel.unsafe().outboundBuffer().setUserDefinedWritability(1, writable);
      loop.owner().execute(outbox::onWritabilityChanged);
    }
  }

  /** The texts that were sent since the last call. */
  List<String> texts() {
    List<String> texts = new ArrayList<>();
    for (ByteBuf frame = channel.readOutbound(); frame != null; frame = channel.readOutbound()) {
      while (frame.isReadable()) {
        texts.add(text(frame));
      }
      frame.release();
    }
    return texts;
  }

  private static String text(ByteBuf frame) {
    int first = frame.readUnsignedByte();
    if (first != 0x81 && first != 0xC1) {
      throw new AssertionError("no text frame");
    }
    int length = frame.readUnsignedByte();
    if (length == 126) {
      length = frame.readUnsignedShort();
    } else if (length == 127) {
      length = (int) frame.readLong();
    }
    if (length > frame.readableBytes()) {
      throw new AssertionError("length " + length + " of " + frame.readableBytes());
    }
    String text = frame.readSlice(length).toString(StandardCharsets.UTF_8);
    return first == 0x81 ? text : "compressed " + text;
  }

  void hangUp(Session session) {
    loop.owner()
        .execute(
            () -> {
              outbox.onGone();
              session.onGone();
            });
  }

  void release() {
    texts();
    channel.finishAndReleaseAll();
  }
}
