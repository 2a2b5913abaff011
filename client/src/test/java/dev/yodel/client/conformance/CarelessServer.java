package dev.yodel.client.conformance;

import dev.yodel.client.Peer;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** An echo that takes whatever comes: every rule about what to refuse is broken. */
public final class CarelessServer implements Closeable {

  private static final int MASKED = 0x80;

  private final ServerSocket listening;
  private final ExecutorService threads =
      Executors.newCachedThreadPool(
          task -> {
            Thread thread = new Thread(task, "careless-server");
            thread.setDaemon(true);
            return thread;
          });

  public CarelessServer() throws IOException {
    listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    threads.execute(this::accept);
  }

  public URI uri() {
    return URI.create("ws://127.0.0.1:" + listening.getLocalPort() + "/");
  }

  @Override
  public void close() throws IOException {
    listening.close();
    threads.shutdownNow();
  }

  private void accept() {
    try {
      while (true) {
        Socket socket = listening.accept();
        threads.execute(() -> serve(socket));
      }
    } catch (IOException closed) {
      return;
    }
  }

  private static void serve(Socket socket) {
    try (socket) {
      var in = new DataInputStream(socket.getInputStream());
      var head = new StringBuilder();
      while (!head.toString().endsWith("\r\n\r\n")) {
        head.append((char) in.readUnsignedByte());
      }
      OutputStream out = socket.getOutputStream();
      String answer = Peer.switchingProtocols(head.toString());
      out.write(answer.getBytes(StandardCharsets.ISO_8859_1));
      while (echo(in, out)) {
        out.flush();
      }
    } catch (IOException gone) {
      return;
    }
  }

  /** Sends each frame back with its own first byte; a ping's becomes a pong's. */
  private static boolean echo(DataInputStream in, OutputStream out) throws IOException {
    int first = in.readUnsignedByte();
    int second = in.readUnsignedByte();
    long length = second & ~MASKED;
    if (length == 126) {
      length = in.readUnsignedShort();
    } else if (length == 127) {
      length = in.readLong();
    }
    byte[] mask = new byte[4];
    if ((second & MASKED) != 0) {
      in.readFully(mask);
    }
    byte[] payload = in.readNBytes((int) Math.min(length, 1 << 24));
    for (int i = 0; i < payload.length; i++) {
      payload[i] ^= mask[i % mask.length];
    }
    boolean ping = (first & 0x0f) == Frames.PING;
    out.write(Peer.frame(ping ? (first & 0xf0) | Frames.PONG : first, payload));
    return (first & 0x0f) != Frames.CLOSE;
  }
}
