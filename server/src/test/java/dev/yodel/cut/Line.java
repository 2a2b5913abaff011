package dev.yodel.cut;

import dev.yodel.cut.CuttingProxy.Cut;
import dev.yodel.cut.CuttingProxy.Direction;
import java.io.IOException;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** One connection through the proxy: a thread for each direction. */
final class Line {

  private static final int BUFFER = 8_192;

  private final Socket client;
  private final Socket server;
  private final AtomicInteger cuts;
  private volatile boolean open = true;
  private @Nullable Cut cut;
  private int left;

  /**
   * Passes nothing yet.
   *
   * @param cuts counts the lines that were cut
   */
  Line(Socket client, Socket server, AtomicInteger cuts) {
    this.client = client;
    this.server = server;
    this.cuts = cuts;
  }

  boolean isOpen() {
    return open;
  }

  synchronized void arm(@Nullable Cut next) {
    cut = next;
    left = next == null ? 0 : next.after();
  }

  /** Passes bytes on until one end goes or the cut is reached. */
  void pass(Direction direction) {
    Socket from = direction == Direction.TO_SERVER ? client : server;
    Socket to = direction == Direction.TO_SERVER ? server : client;
    byte[] buffer = new byte[BUFFER];
    try {
      while (open) {
        int read = from.getInputStream().read(buffer);
        if (read < 0) {
          break;
        }
        to.getOutputStream().write(buffer, 0, allowed(direction, read));
        cutIfReached(direction);
      }
    } catch (IOException gone) {
      // One end went: so does the other.
    } finally {
      end(false);
    }
  }

  private synchronized int allowed(Direction direction, int read) {
    if (cut == null || cut.direction() != direction) {
      return read;
    }
    int allowed = Math.min(left, read);
    left -= allowed;
    return allowed;
  }

  private synchronized void cutIfReached(Direction direction) {
    if (open && cut != null && cut.direction() == direction && left == 0) {
      cuts.incrementAndGet();
      end(cut.reset());
    }
  }

  /** Ends both halves; who sees the end finds it closed. */
  synchronized void end(boolean reset) {
    open = false;
    for (Socket end : new Socket[] {client, server}) {
      try {
        if (reset && !end.isClosed()) {
          end.setSoLinger(true, 0);
        }
        end.close();
      } catch (IOException alreadyGone) {
        // Gone is what it should be.
      }
    }
  }
}
