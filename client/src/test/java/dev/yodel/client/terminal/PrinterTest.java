package dev.yodel.client.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class PrinterTest {

  private static final byte[] LINE = "x".repeat(1_023).getBytes(StandardCharsets.UTF_8);

  private final CountDownLatch reader = new CountDownLatch(1);
  private final ByteArrayOutputStream taken = new ByteArrayOutputStream();
  private final BlockingQueue<Boolean> flow = new LinkedBlockingQueue<>();

  /** Takes nothing until there is a reader. */
  private final OutputStream pipe =
      new OutputStream() {
        @Override
        public void write(int b) {
          throw new AssertionError("byte by byte");
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
          try {
            reader.await();
          } catch (InterruptedException interrupted) {
            throw new IOException(interrupted);
          }
          taken.write(bytes, offset, length);
        }
      };

  @Test
  void sourceIsPausedWhileNobodyReadsAndNothingIsLost() throws Exception {
    int lines = 2_048;
    try (Printer printer = new Printer(pipe)) {
      printer.attach(flow::add);
      for (int i = 0; i < lines; i++) {
        printer.line(LINE);
      }
      assertThat(flow).containsExactly(true);
      reader.countDown();
      assertThat(flow.poll(30, TimeUnit.SECONDS)).isTrue();
      assertThat(flow.poll(30, TimeUnit.SECONDS)).isFalse();
    }
    assertThat(taken.size()).isEqualTo(lines * 1_024);
  }

  @Test
  void connectionThatComesWhileNobodyReadsIsPausedToo() {
    Printer printer = new Printer(pipe);
    for (int i = 0; i < 2_048; i++) {
      printer.line(LINE);
    }
    printer.attach(flow::add);
    assertThat(List.copyOf(flow)).containsExactly(true);
    reader.countDown();
    printer.close();
  }

  @Test
  void endDoesNotHangOnAReaderThatNeverReads() {
    Printer printer = new Printer(pipe);
    printer.line(LINE);
    assertThat(printer.closeWithin(Duration.ofMillis(20))).isFalse();
    printer.close();
    assertThat(taken.size()).isZero();
    reader.countDown();
  }

  @Test
  void whoComesAfterTheFailureIsToldOfItAndNotPaused() throws Exception {
    var failure = new IOException("No space left on device");
    OutputStream full =
        new OutputStream() {
          @Override
          public void write(int b) throws IOException {
            throw failure;
          }

          @Override
          public void write(byte[] bytes, int offset, int length) throws IOException {
            try {
              reader.await();
            } catch (InterruptedException interrupted) {
              throw new IOException(interrupted);
            }
            throw failure;
          }
        };
    Printer printer = new Printer(full);
    for (int i = 0; i < 2_048; i++) {
      printer.line(LINE);
    }
    reader.countDown();
    printer.close();
    assertThat(printer.failure()).isSameAs(failure);
    printer.attach(flow::add);
    assertThat(flow).isEmpty();
    var told = new CountDownLatch(1);
    printer.whenBroken(told::countDown);
    assertThat(told.getCount()).isZero();
  }
}
