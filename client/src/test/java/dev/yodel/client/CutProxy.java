package dev.yodel.client;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/** Passes bytes on between clients and a server on loopback, until it is told to cut. */
public final class CutProxy implements AutoCloseable {

  private static final int BUFFER = 8_192;

  private final ServerSocket door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
  private final List<Socket> sockets = new ArrayList<>();
  private volatile int serverPort;

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

  /** Resets every connection. */
  public synchronized void cut() {
    for (Socket socket : sockets) {
      try {
        if (!socket.isClosed()) {
          socket.setSoLinger(true, 0);
          socket.close();
        }
      } catch (IOException gone) {
        // Gone is what it should be.
      }
    }
    sockets.clear();
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
      Socket far = new Socket(InetAddress.getLoopbackAddress(), serverPort);
      synchronized (this) {
        sockets.addAll(List.of(near, far));
      }
      start(() -> pass(near, far));
      start(() -> pass(far, near));
    } catch (IOException nobodyThere) {
      near.close();
    }
  }

  private static void pass(Socket from, Socket to) {
    byte[] buffer = new byte[BUFFER];
    try (from;
        to) {
      for (int n = from.getInputStream().read(buffer);
          n >= 0;
          n = from.getInputStream().read(buffer)) {
        to.getOutputStream().write(buffer, 0, n);
      }
    } catch (IOException gone) {
      return; // both ends go with it
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
