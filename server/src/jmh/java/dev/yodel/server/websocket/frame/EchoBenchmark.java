package dev.yodel.server.websocket.frame;

import dev.yodel.server.guard.FloodLimits;
import dev.yodel.server.metrics.PrometheusMetrics;
import dev.yodel.server.metrics.Traffic;
import dev.yodel.server.websocket.FrameMeter;
import dev.yodel.server.websocket.ReadGate;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.websocketx.Utf8FrameValidator;
import io.netty.handler.codec.http.websocketx.WebSocket13FrameDecoder;
import io.netty.handler.codec.http.websocketx.WebSocket13FrameEncoder;
import io.netty.handler.codec.http.websocketx.WebSocketDecoderConfig;
import io.netty.handler.codec.http.websocketx.WebSocketFrameAggregator;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * One read of text frames, echoed: our frame path without and with what counts and limits, beside
 * the library's handlers. No socket.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 6, time = 1)
@Fork(2)
public class EchoBenchmark {

  private static final int MAX = 1 << 20;

  /** Whose handlers. */
  @Param({"yodel", "metered", "library"})
  public String path;

  /** Bytes of a message. */
  @Param({"64", "1024", "16384"})
  public int size;

  /** Messages that one read brings. */
  @Param({"1", "16"})
  public int depth;

  private ByteBuf frames;
  private EmbeddedChannel channel;

  /** Opens a channel and lays the client's bytes ready. */
  @Setup
  public void open() {
    channel =
        switch (path) {
          case "yodel" -> yodel();
          case "metered" -> metered();
          default -> library();
        };
    frames = Unpooled.directBuffer();
    byte[] key = {0x37, (byte) 0xFA, 0x21, 0x3D};
    for (int frame = 0; frame < depth; frame++) {
      frames.writeByte(0x81);
      if (size < 126) {
        frames.writeByte(0x80 | size);
      } else {
        frames.writeByte(0x80 | 126).writeShort(size);
      }
      frames.writeBytes(key);
      for (int i = 0; i < size; i++) {
        frames.writeByte(('a' + i % 26) ^ key[i & 3]);
      }
    }
  }

  private static EmbeddedChannel yodel() {
    FrameLimits limits = new FrameLimits(MAX, 1000, Duration.ofSeconds(1));
    return new EmbeddedChannel(
        new FrameHandler(limits, FrameHandler.Mode.ECHO, null, () -> {}, FrameWatch.NOBODY));
  }

  private static EmbeddedChannel metered() {
    EmbeddedChannel metered = new EmbeddedChannel();
    ReadGate gate = ReadGate.alone(metered);
    FrameMeter meter =
        new FrameMeter(
            metered,
            gate,
            FloodLimits.defaults().connection(),
            new FrameMeter.Books(new Traffic(), new PrometheusMetrics("nio")));
    FrameLimits limits = new FrameLimits(MAX, 1000, Duration.ofSeconds(1));
    metered
        .pipeline()
        .addLast(new FrameHandler(limits, FrameHandler.Mode.ECHO, null, gate::end, meter));
    return metered;
  }

  private static EmbeddedChannel library() {
    WebSocketDecoderConfig config =
        WebSocketDecoderConfig.newBuilder().maxFramePayloadLength(MAX).build();
    return new EmbeddedChannel(
        new WebSocket13FrameDecoder(config),
        new WebSocket13FrameEncoder(false),
        new Utf8FrameValidator(),
        new WebSocketFrameAggregator(MAX),
        new ChannelInboundHandlerAdapter() {
          @Override
          public void channelRead(ChannelHandlerContext context, Object frame) {
            context.write(frame, context.voidPromise());
          }

          @Override
          public void channelReadComplete(ChannelHandlerContext context) {
            context.flush();
          }
        });
  }

  /** Reads once and takes what leaves. */
  @Benchmark
  public int echo() {
    ByteBuf read = ByteBufAllocator.DEFAULT.directBuffer(frames.readableBytes());
    read.writeBytes(frames, frames.readerIndex(), frames.readableBytes());
    channel.writeInbound(read);
    int bytes = 0;
    for (ByteBuf out = channel.readOutbound(); out != null; out = channel.readOutbound()) {
      bytes += out.readableBytes();
      out.release();
    }
    return bytes;
  }

  /** Lets go of everything. */
  @TearDown
  public void close() {
    channel.finishAndReleaseAll();
    frames.release();
  }
}
