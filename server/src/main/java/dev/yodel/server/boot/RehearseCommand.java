package dev.yodel.server.boot;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/**
 * Starts on a free port, serves the page and one echo to itself, and stops. What was loaded until
 * then is what an archive of classes should hold, so that the next start is quick.
 */
@Command(
    name = "rehearse",
    description = "Start on a free port, serve the page and one echo, stop.")
final class RehearseCommand implements Callable<Integer> {

  private static final int TIMEOUT_MILLIS = 10_000;
  private static final int FRAME_BYTES = 3;

  private static final String END_OF_HEAD = "\r\n\r\n";

  @Override
  public Integer call() throws IOException {
    try (Server server = Server.start(ServerConfig.defaults().withPort(0))) {
      page(server.port());
      echo(server.port());
    }
    return 0;
  }

  private static void page(int port) throws IOException {
    try (Socket socket = connect(port)) {
      socket.getOutputStream().write(bytes("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n"));
      readHead(socket.getInputStream());
    }
  }

  private static void echo(int port) throws IOException {
    try (Socket socket = connect(port)) {
      socket.getOutputStream().write(bytes(Rehearsal.UPGRADE));
      readHead(socket.getInputStream());
      socket.getOutputStream().write(Rehearsal.FRAME);
      socket.getInputStream().readNBytes(FRAME_BYTES);
    }
  }

  private static Socket connect(int port) throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setSoTimeout(TIMEOUT_MILLIS);
    return socket;
  }

  private static byte[] bytes(String request) {
    return request.getBytes(StandardCharsets.US_ASCII);
  }

  private static void readHead(InputStream in) throws IOException {
    StringBuilder head = new StringBuilder();
    while (head.indexOf(END_OF_HEAD) < 0) {
      int next = in.read();
      if (next < 0) {
        throw new IOException("rehearsal: the answer ended early: " + head);
      }
      head.append((char) next);
    }
  }
}
