package dev.yodel.server.websocket;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.awaitility.Awaitility;

/** A peer that sends any bytes and keeps what comes. */
public final class RawPeer implements AutoCloseable {

  private static final int PATIENCE_MILLIS = 20_000;

  private final Socket socket;
  private final ByteArrayOutputStream received = new ByteArrayOutputStream();

  public RawPeer(int port) throws IOException {
    this(new Socket(InetAddress.getLoopbackAddress(), port));
  }

  /** A peer on a socket that it closes. */
  public RawPeer(Socket connected) throws IOException {
    socket = connected;
    socket.setTcpNoDelay(true);
    socket.setSoTimeout(PATIENCE_MILLIS);
  }

  /** An upgrade request. */
  public static String upgrade(String target) {
    return "GET "
        + target
        + " HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
        + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n";
  }

  /** What a server on loopback says of itself. */
  public static String metrics(int port) throws IOException {
    try (RawPeer peer = new RawPeer(port)) {
      return peer.send("GET /metrics HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
          .toEnd();
    }
  }

  /** A frame of less than 126 bytes under a key of zeros. */
  public static byte[] frame(int first, String payload) {
    byte[] bytes = payload.getBytes(StandardCharsets.ISO_8859_1);
    byte[] frame = new byte[6 + bytes.length];
    frame[0] = (byte) first;
    frame[1] = (byte) (0x80 | bytes.length);
    System.arraycopy(bytes, 0, frame, 6, bytes.length);
    return frame;
  }

  /** Sends text, a char for a byte. */
  public RawPeer send(String text) throws IOException {
    return send(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  /** Sends parts in one segment. */
  public RawPeer send(byte[]... parts) throws IOException {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      all.writeBytes(part);
    }
    socket.getOutputStream().write(all.toByteArray());
    return this;
  }

  /** Sends the same a few times for so long, to see that nobody resets the connection. */
  public void keepSending(byte[] part, Duration time) {
    Awaitility.await()
        .during(time)
        .until(
            () -> {
              send(part);
              return true;
            });
  }

  /** Reads until what was received since the last call contains a text. */
  public String until(String text) throws IOException {
    while (!text().contains(text)) {
      if (!readSome()) {
        throw new IOException("ended before \"" + text + "\": " + text());
      }
    }
    return take();
  }

  /** Reads so many bytes, and leaves what follows for the next call. */
  public String bytes(int count) throws IOException {
    while (received.size() < count) {
      if (!readSome()) {
        throw new IOException("ended before " + count + " bytes: " + text());
      }
    }
    String all = take();
    received.writeBytes(all.substring(count).getBytes(StandardCharsets.ISO_8859_1));
    return all.substring(0, count);
  }

  /** Reads to the end: "reset" at its end stands for a reset. */
  public String toEnd() throws IOException {
    try {
      boolean more = true;
      while (more) {
        more = readSome();
      }
      return take();
    } catch (SocketTimeoutException e) {
      throw new IOException("still open after " + PATIENCE_MILLIS + " ms: " + text(), e);
    } catch (SocketException e) {
      return take() + "reset";
    }
  }

  private boolean readSome() throws IOException {
    byte[] buffer = new byte[64 * 1024];
    InputStream in = socket.getInputStream();
    int count = in.read(buffer);
    if (count > 0) {
      received.write(buffer, 0, count);
    }
    return count >= 0;
  }

  private String text() {
    return received.toString(StandardCharsets.ISO_8859_1);
  }

  private String take() {
    String all = text();
    received.reset();
    return all;
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
