package dev.yodel.cut;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Passes bytes between one client and the server, and cuts the connection where it is told. */
final class CuttingProxy implements AutoCloseable {

  /** Which way bytes go. */
  enum Direction {
    TO_SERVER,
    TO_CLIENT
  }

  /**
   * Where to cut.
   *
   * @param after how many bytes in that direction still pass
   * @param reset whether both ends see a reset instead of an end
   */
  record Cut(Direction direction, int after, boolean reset) {}

  private final ServerSocket door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
  private final InetSocketAddress server;
  private final AtomicInteger cuts = new AtomicInteger();
  private @Nullable Line line;
  private @Nullable Cut next;

  CuttingProxy(int serverPort) throws IOException {
    server = new InetSocketAddress(InetAddress.getLoopbackAddress(), serverPort);
    start("cutting-proxy", this::accept);
  }

  int port() {
    return door.getLocalPort();
  }

  /** How often it cut. */
  int cuts() {
    return cuts.get();
  }

  /** Cuts the connection that is open, or else the next one; null cuts none. */
  synchronized void arm(@Nullable Cut cut) {
    if (line != null && line.isOpen()) {
      line.arm(cut);
    } else {
      next = cut;
    }
  }

  private void accept() {
    while (!door.isClosed()) {
      try {
        Socket client = door.accept();
        client.setTcpNoDelay(true);
        Socket far = new Socket();
        far.setTcpNoDelay(true);
        far.connect(server);
        begin(new Line(client, far, cuts));
      } catch (IOException closed) {
        return;
      }
    }
  }

  private synchronized void begin(Line begun) {
    begun.arm(next);
    next = null;
    line = begun;
    start("cutting-proxy-up", () -> begun.pass(Direction.TO_SERVER));
    start("cutting-proxy-down", () -> begun.pass(Direction.TO_CLIENT));
  }

  private static void start(String name, Runnable task) {
    Thread thread = new Thread(task, name);
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public synchronized void close() throws IOException {
    door.close();
    if (line != null) {
      line.end(false);
    }
  }
}
