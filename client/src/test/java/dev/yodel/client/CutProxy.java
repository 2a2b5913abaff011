package dev.yodel.client;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Passes bytes on between clients and a server on loopback, until it is told to cut, or to swallow
 * what goes one way.
 */
public final class CutProxy implements AutoCloseable {

  /** A way of the bytes. */
  public enum Way {
    TO_SERVER,
    TO_CLIENT
  }

  private static final int BUFFER = 8_192;

  private final ServerSocket door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
  private final List<Wire> wires = new CopyOnWriteArrayList<>();
  private volatile int serverPort;

  /** One client's connection. */
  private record Wire(Socket near, Socket far, Set<Way> swallowed) {

    Wire(Socket near, Socket far) {
      this(near, far, ConcurrentHashMap.newKeySet());
    }

    void pass(Way way) {
      Socket from = way == Way.TO_SERVER ? near : far;
      Socket to = way == Way.TO_SERVER ? far : near;
      byte[] buffer = new byte[BUFFER];
      try {
        for (int n = from.getInputStream().read(buffer);
            n >= 0;
            n = from.getInputStream().read(buffer)) {
          if (!swallowed.contains(way)) {
            to.getOutputStream().write(buffer, 0, n);
          }
        }
      } catch (IOException gone) {
        // Told on below, unless it is swallowed too.
      }
      if (!swallowed.contains(way)) {
        end(near);
        end(far);
      }
    }

    private static void end(Socket socket) {
      try {
        socket.close();
      } catch (IOException gone) {
        // Gone is what it should be.
      }
    }
  }

  public CutProxy(int serverPort) throws IOException {
    this.serverPort = serverPort;
    start(this::accept);
  }

  public URI uri() {
    return URI.create("ws://127.0.0.1:" + door.getLocalPort() + "/ws");
  }

  /** Leads new connections to another server. */
  public void leadTo(int port) {
    serverPort = port;
  }

  /** From now on nothing arrives that goes these ways, no end either; new connections are whole. */
  public void swallow(EnumSet<Way> ways) {
    wires.forEach(wire -> wire.swallowed().addAll(ways));
  }

  /** Resets every connection. */
  public void cut() {
    for (Wire wire : wires) {
      cut(wire.near());
      cut(wire.far());
    }
    wires.clear();
  }

  private static void cut(Socket socket) {
    try {
      if (!socket.isClosed()) {
        socket.setSoLinger(true, 0);
        socket.close();
      }
    } catch (IOException gone) {
      // Gone is what it should be.
    }
  }

  private void accept() {
    while (!door.isClosed()) {
      try {
        Socket near = door.accept();
        lead(near);
      } catch (IOException closed) {
        return;
      }
    }
  }

  private void lead(Socket near) throws IOException {
    try {
      var wire = new Wire(near, new Socket(InetAddress.getLoopbackAddress(), serverPort));
      wires.add(wire);
      start(() -> wire.pass(Way.TO_SERVER));
      start(() -> wire.pass(Way.TO_CLIENT));
    } catch (IOException nobodyThere) {
      near.close();
    }
  }

  private static void start(Runnable task) {
    Thread thread = new Thread(task, "cut-proxy");
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void close() throws IOException {
    door.close();
    cut();
  }
}
