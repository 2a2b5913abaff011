package dev.yodel.client.terminal;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Writes data to standard output on a thread of its own, so that a slow reader of it stops the peer
 * and not the event loop.
 *
 * <p>Safe to use from any thread. Beyond {@value #HIGH_BYTES} bytes it asks its source to pause,
 * below {@value #LOW_BYTES} to go on. Flushed whenever nothing more is at hand.
 */
final class Printer implements AutoCloseable {

  private static final int HIGH_BYTES = 1 << 20;
  private static final int LOW_BYTES = 1 << 18;

  private static final Duration FOREVER = Duration.ofDays(1_000);

  private final OutputStream out;
  private final Thread thread;
  private final Deque<byte[]> lines = new ArrayDeque<>();
  private Consumer<Boolean> flow = pause -> {};
  private Runnable onBroken = () -> {};
  private long waitingBytes;
  private volatile boolean paused;
  private boolean closed;
  private @Nullable IOException failure;
  private volatile boolean abandoned;

  Printer(OutputStream out) {
    this.out = new BufferedOutputStream(out, 1 << 16);
    this.thread = new Thread(this::run, "yodel-output");
    thread.setDaemon(true);
    thread.start();
  }

  /** Whom to tell to pause and to go on. */
  synchronized void attach(Consumer<Boolean> flow) {
    this.flow = flow;
    if (paused) {
      flow.accept(true);
    }
  }

  /** What to do when nothing can be written any more; at once if that is so already. */
  void whenBroken(Runnable then) {
    boolean late;
    synchronized (this) {
      onBroken = then;
      late = failure != null;
    }
    if (late) {
      then.run();
    }
  }

  /** Why nothing can be written any more; null while it can. */
  synchronized @Nullable IOException failure() {
    return failure;
  }

  /** Whether so much waits that nothing more should come. */
  boolean isFull() {
    return paused;
  }

  /** Waits while it is full. */
  synchronized void awaitRoom() throws InterruptedException {
    while (paused) {
      wait();
    }
  }

  /** Writes a line, later. */
  synchronized void line(byte[] bytes) {
    if (closed || failure != null) {
      return;
    }
    lines.addLast(bytes);
    waitingBytes += bytes.length + 1;
    if (waitingBytes > HIGH_BYTES && !paused) {
      paused = true;
      flow.accept(true);
    }
    notifyAll();
  }

  /** Writes out what is there, however slowly it is taken, and ends. */
  @Override
  public void close() {
    if (!abandoned) {
      closeWithin(FOREVER);
    }
  }

  /**
   * The same, but gives up after a time; says whether everything was taken. The thread of a stream
   * that takes nothing stays behind, a daemon.
   */
  boolean closeWithin(Duration limit) {
    synchronized (this) {
      closed = true;
      notifyAll();
    }
    try {
      thread.join(Math.max(1, limit.toMillis()));
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
    abandoned = thread.isAlive();
    return !abandoned;
  }

  private void run() {
    try {
      for (byte[] line = next(); line != null; line = next()) {
        out.write(line);
        out.write('\n');
        if (nothingAtHand()) {
          out.flush();
        }
      }
      out.flush();
    } catch (IOException unwritable) {
      stop(unwritable);
    }
  }

  private synchronized byte @Nullable [] next() {
    while (lines.isEmpty() && !closed) {
      try {
        wait();
      } catch (InterruptedException interrupted) {
        return null;
      }
    }
    byte[] line = lines.pollFirst();
    if (line != null) {
      waitingBytes -= line.length + 1;
      if (paused && waitingBytes < LOW_BYTES) {
        paused = false;
        flow.accept(false);
        notifyAll();
      }
    }
    return line;
  }

  private synchronized boolean nothingAtHand() {
    return lines.isEmpty();
  }

  private void stop(IOException why) {
    Runnable tell;
    synchronized (this) {
      failure = why;
      lines.clear();
      tell = onBroken;
      paused = false;
      flow.accept(false);
      notifyAll();
    }
    tell.run();
  }
}
