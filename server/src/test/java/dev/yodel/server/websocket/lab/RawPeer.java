package dev.yodel.server.websocket.lab;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A client that sends and shows bytes as they are: it checks nothing and corrects nothing. */
public final class RawPeer implements AutoCloseable {

  private static final int PATIENCE_MILLIS = 20_000;
  private static final int MASKED = 0x80;
  private static final int LENGTH = 0x7f;

  private final Socket socket;
  private final DataInputStream in;
  public final String status;
  public final Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

  private RawPeer(Socket socket, String target, String... headerLines) throws IOException {
    this.socket = socket;
    socket.setSoTimeout(PATIENCE_MILLIS);
    socket.setTcpNoDelay(true);
    in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
    String request =
        "GET "
            + target
            + " HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade\r\n"
            + "Upgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
            + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
            + String.join("", List.of(headerLines).stream().map(line -> line + "\r\n").toList())
            + "\r\n";
    write(request.getBytes(StandardCharsets.ISO_8859_1));
    status = line();
    for (String line = line(); !line.isEmpty(); line = line()) {
      int colon = line.indexOf(':');
      headers.put(line.substring(0, colon), line.substring(colon + 1).trim());
    }
  }

  /** Connects and asks for an upgrade; the head of the answer is read. */
  public static RawPeer ask(int port, String target, String... headerLines) throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
    try {
      return new RawPeer(socket, target, headerLines);
    } catch (IOException e) {
      socket.close();
      throw e;
    }
  }

  private String line() throws IOException {
    StringBuilder line = new StringBuilder();
    for (int next = in.readUnsignedByte(); next != '\n'; next = in.readUnsignedByte()) {
      line.append((char) next);
    }
    return line.toString().stripTrailing();
  }

  /** The body of an answer that has a Content-Length. */
  String body() throws IOException {
    byte[] body = in.readNBytes(Integer.parseInt(headers.get("Content-Length")));
    return new String(body, StandardCharsets.UTF_8).strip();
  }

  public void text(String text) throws IOException {
    frame(0x81, text.getBytes(StandardCharsets.UTF_8));
  }

  void close(int code) throws IOException {
    frame(0x88, ByteBuffer.allocate(2).putShort((short) code).array());
  }

  /** One masked frame; a key of zeros leaves the payload readable in a dump. */
  public void frame(int first, byte[] payload) throws IOException {
    ByteBuffer frame = ByteBuffer.allocate(payload.length + 14);
    frame.put((byte) first);
    if (payload.length < 126) {
      frame.put((byte) (MASKED | payload.length));
    } else if (payload.length < 1 << 16) {
      frame.put((byte) (MASKED | 126)).putShort((short) payload.length);
    } else {
      frame.put((byte) (MASKED | 127)).putLong(payload.length);
    }
    frame.putInt(0).put(payload).flip();
    byte[] bytes = new byte[frame.remaining()];
    frame.get(bytes);
    write(bytes);
  }

  void write(byte[] bytes) throws IOException {
    socket.getOutputStream().write(bytes);
  }

  /**
   * The next frame as its first byte in hex and its payload, a close frame with its code; {@code
   * FIN} or {@code RST} at the end of the connection.
   */
  String next() throws IOException {
    try {
      Frame frame = frame();
      String payload = new String(frame.payload, StandardCharsets.UTF_8);
      if (frame.first == 0x88 && frame.payload.length > 1) {
        int code = ByteBuffer.wrap(frame.payload).getShort() & 0xffff;
        payload = (code + " " + payload.substring(2)).strip();
      }
      return (Integer.toHexString(0x100 | frame.first).substring(1) + " " + payload).strip();
    } catch (EOFException end) {
      return "FIN";
    } catch (SocketException reset) {
      return "RST";
    }
  }

  @SuppressWarnings("ArrayRecordComponent")
  public record Frame(int first, byte[] payload) {}

  /** The next frame; it must be whole. */
  public Frame frame() throws IOException {
    int first = in.readUnsignedByte();
    long length = in.readUnsignedByte() & LENGTH;
    if (length == 126) {
      length = in.readUnsignedShort();
    } else if (length == 127) {
      length = in.readLong();
    }
    byte[] payload = new byte[(int) length];
    in.readFully(payload);
    return new Frame(first, payload);
  }

  List<String> next(int frames) throws IOException {
    List<String> all = new ArrayList<>();
    for (int frame = 0; frame < frames; frame++) {
      all.add(next());
    }
    return all;
  }

  /** The next bytes. */
  byte[] bytes(int count) throws IOException {
    return in.readNBytes(count);
  }

  /** Everything up to the end of the connection or up to so long a silence. */
  byte[] untilSilence(int millis) throws IOException {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    socket.setSoTimeout(millis);
    try {
      for (int next = in.read(); next >= 0; next = in.read()) {
        all.write(next);
      }
    } catch (SocketTimeoutException silence) {
      return all.toByteArray();
    } finally {
      socket.setSoTimeout(PATIENCE_MILLIS);
    }
    throw new EOFException("the connection ended");
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
