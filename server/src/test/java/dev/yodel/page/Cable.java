package dev.yodel.page;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A network between browser and server whose WebSockets can be cut while pages still load: what
 * happens to a connection between two buildings, without touching either end.
 */
final class Cable implements AutoCloseable {

  private static final int HEAD = 65_536;

  private final ServerSocket door;
  private final Set<Socket> ends = ConcurrentHashMap.newKeySet();
  private final Set<Socket> webSockets = ConcurrentHashMap.newKeySet();
  private volatile int serverPort;
  private volatile boolean cut;

  private Cable(ServerSocket door) {
    this.door = door;
  }

  /** A cable with nothing at its far end. */
  static Cable laid() {
    try {
      Cable cable = new Cable(new ServerSocket(0, 100, InetAddress.getLoopbackAddress()));
      start("cable-door", cable::accept);
      return cable;
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  /** Leads to the server on this port from now on; what led to the one before ends. */
  void plug(int port) {
    ends.forEach(Cable::closed);
    serverPort = port;
    cut = false;
  }

  int port() {
    return door.getLocalPort();
  }

  /** Ends every WebSocket without a word and lets no new one through. */
  void cut() {
    cut = true;
    webSockets.forEach(Cable::closed);
  }

  /** Lets WebSockets through again. */
  void mend() {
    cut = false;
  }

  private void accept() {
    while (!door.isClosed()) {
      try {
        Socket browser = door.accept();
        ends.add(browser);
        start("cable", () -> carry(browser));
      } catch (IOException closed) {
        return;
      }
    }
  }

  private void carry(Socket browser) {
    try (browser;
        Socket far = new Socket()) {
      byte[] head = new byte[HEAD];
      int length = browser.getInputStream().read(head);
      boolean webSocket =
          length > 0 && new String(head, 0, length, StandardCharsets.US_ASCII).contains("/ws ");
      if (length < 0 || (webSocket && cut)) {
        return;
      }
      far.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), serverPort));
      if (webSocket) {
        webSockets.add(browser);
      }
      far.getOutputStream().write(head, 0, length);
      start("cable-back", () -> pump(far, browser));
      pump(browser, far);
    } catch (IOException gone) {
      // One end went: so does the other.
    } finally {
      ends.remove(browser);
      webSockets.remove(browser);
    }
  }

  private static void pump(Socket from, Socket to) {
    try {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      in.transferTo(out);
    } catch (IOException gone) {
      // One end went: so does the other.
    } finally {
      closed(from);
      closed(to);
    }
  }

  private static void closed(Closeable end) {
    try {
      end.close();
    } catch (IOException alreadyClosed) {
      // Closed is what it should be.
    }
  }

  private static void start(String name, Runnable task) {
    Thread thread = new Thread(task, name);
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void close() {
    closed(door);
    cut();
  }
}
