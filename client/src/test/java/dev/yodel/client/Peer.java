package dev.yodel.client;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Locale;

/** The server's end of one connection, byte by byte: it sends what a library would not. */
public final class Peer implements Closeable {

  public static final int TEXT = 1;
  public static final int BINARY = 2;
  public static final int CLOSE = 8;
  public static final int PING = 9;
  public static final int PONG = 10;
  private static final int FINAL = 0x80;
  private static final int TIMEOUT_MILLIS = 30_000;

  private final Socket socket;
  private final DataInputStream in;
  private final OutputStream out;

  /** One frame of the client, unmasked. */
  public record Frame(int opcode, String payload, int closeCode) {}

  Peer(Socket socket) throws IOException {
    this.socket = socket;
    socket.setSoTimeout(TIMEOUT_MILLIS);
    this.in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
    this.out = socket.getOutputStream();
  }

  /** The head of the client's request. */
  public String readRequest() throws IOException {
    var head = new StringBuilder();
    while (head.length() < 4 || !head.substring(head.length() - 4).equals("\r\n\r\n")) {
      int b = in.read();
      if (b == -1) {
        throw new IOException("end of stream within the request: " + head);
      }
      head.append((char) b);
    }
    return head.toString();
  }

  /** Reads the request and says 101, with more header lines each ended by CRLF. */
  public String accept(String... lines) throws IOException {
    String request = readRequest();
    write(switchingProtocols(request, lines));
    return request;
  }

  /** The 101 for a request, as text. */
  public static String switchingProtocols(String request, String... lines) {
    String key = "";
    for (String line : request.lines().toList()) {
      if (line.toLowerCase(Locale.ROOT).startsWith("sec-websocket-key:")) {
        key = line.substring(line.indexOf(':') + 1).strip();
      }
    }
    return "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
        + "Sec-WebSocket-Accept: "
        + acceptOf(key)
        + "\r\n"
        + String.join("", lines)
        + "\r\n";
  }

  /** Reads the request and says 403, with so many thousand bytes of header fields. */
  void refuse(int thousands) throws IOException {
    readRequest();
    String field = "X-Trace: " + "t".repeat(989) + "\r\n";
    writeUntilGone("HTTP/1.1 403 No\r\nContent-Length: 0\r\n" + field.repeat(thousands) + "\r\n");
  }

  /** Some bytes as Latin-1 text. */
  public String readBytes(int count) throws IOException {
    return new String(in.readNBytes(count), StandardCharsets.ISO_8859_1);
  }

  /** Writes bytes given as Latin-1 text. */
  public void write(String latin1) throws IOException {
    out.write(latin1.getBytes(StandardCharsets.ISO_8859_1));
    out.flush();
  }

  /** Writes a final frame. */
  public void send(int opcode, String payload) throws IOException {
    out.write(frame(FINAL | opcode, payload.getBytes(StandardCharsets.UTF_8)));
    out.flush();
  }

  /** Writes a Close frame. */
  public void sendClose(int code, String reason) throws IOException {
    write(closeFrame(code, reason));
  }

  /** A Close frame as Latin-1 text. */
  public static String closeFrame(int code, String reason) {
    byte[] text = reason.getBytes(StandardCharsets.UTF_8);
    byte[] payload = new byte[text.length + 2];
    payload[0] = (byte) (code >> 8);
    payload[1] = (byte) code;
    System.arraycopy(text, 0, payload, 2, text.length);
    return new String(frame(FINAL | CLOSE, payload), StandardCharsets.ISO_8859_1);
  }

  /** An unmasked frame with any first byte. */
  public static byte[] frame(int first, byte[] payload) {
    var bytes = new ByteArrayOutputStream();
    bytes.write(first);
    if (payload.length < 126) {
      bytes.write(payload.length);
    } else if (payload.length < 65_536) {
      bytes.write(126);
      bytes.write(payload.length >> 8);
      bytes.write(payload.length);
    } else {
      bytes.write(127);
      for (int shift = 56; shift >= 0; shift -= 8) {
        bytes.write((int) ((long) payload.length >> shift));
      }
    }
    bytes.writeBytes(payload);
    return bytes.toByteArray();
  }

  /** The client's next frame, which must be masked. */
  public Frame read() throws IOException {
    int opcode = in.readUnsignedByte() & 0x0f;
    int second = in.readUnsignedByte();
    if ((second & 0x80) == 0) {
      throw new IOException("the client's frame is not masked");
    }
    int length = second & 0x7f;
    if (length == 126) {
      length = in.readUnsignedShort();
    } else if (length == 127) {
      length = Math.toIntExact(in.readLong());
    }
    byte[] mask = in.readNBytes(4);
    byte[] payload = in.readNBytes(length);
    for (int i = 0; i < payload.length; i++) {
      payload[i] ^= mask[i % 4];
    }
    if (opcode == CLOSE && payload.length >= 2) {
      int code = (payload[0] & 0xff) << 8 | (payload[1] & 0xff);
      return new Frame(opcode, utf8(payload, 2), code);
    }
    return new Frame(opcode, utf8(payload, 0), -1);
  }

  /** Ends this direction; true if the client then ends its own without another byte. */
  public boolean endsInSilence() throws IOException {
    socket.shutdownOutput();
    return in.read() == -1;
  }

  /** Ends this direction and waits for the client to go. */
  public void finish() throws IOException {
    socket.shutdownOutput();
    awaitEnd();
  }

  /** Waits for the client to go. */
  public void awaitEnd() throws IOException {
    while (in.read() != -1) {
      in.skipBytes(in.available());
    }
  }

  /** Writes, and waits for the client to go, which it may do before all is written. */
  void writeUntilGone(String latin1) throws IOException {
    try {
      write(latin1);
      awaitEnd();
    } catch (SocketException gone) {
      socket.close();
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }

  private static String utf8(byte[] bytes, int from) {
    return new String(bytes, from, bytes.length - from, StandardCharsets.UTF_8);
  }

  private static String acceptOf(String key) {
    try {
      byte[] seed = (key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11").getBytes(StandardCharsets.UTF_8);
      return Base64.getEncoder().encodeToString(MessageDigest.getInstance("SHA-1").digest(seed));
    } catch (NoSuchAlgorithmException impossible) {
      throw new AssertionError(impossible);
    }
  }
}
