package dev.yodel.server.websocket.frame;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
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
import org.openjdk.jmh.annotations.Warmup;

/** What one payload costs: taking the mask away, and judging whether it is text. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 6, time = 1)
@Fork(2)
public class TextBenchmark {

  /** What is repeated to make the text. */
  @Param({"yodel ", "g\u00e4b ein \u20ac, \ud83c\udf09"})
  public String words;

  /** Bytes of the text, roughly. */
  @Param({"64", "1024", "16384"})
  public int size;

  private ByteBuf text;

  /** Writes the text. */
  @Setup
  public void write() {
    byte[] once = words.getBytes(StandardCharsets.UTF_8);
    text = Unpooled.directBuffer();
    while (text.readableBytes() + once.length <= size) {
      text.writeBytes(once);
    }
  }

  /** Unmasks in place; twice gives the text back. */
  @Benchmark
  public long unmask() {
    return Mask.apply(text, 0, 0, text.readableBytes(), 0x37FA213D);
  }

  /** Judges the text. */
  @Benchmark
  public int validate() {
    return Utf8.check(Utf8.COMPLETE, text, 0, text.readableBytes());
  }
}
