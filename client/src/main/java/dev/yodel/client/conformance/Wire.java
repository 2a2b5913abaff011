package dev.yodel.client.conformance;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

/**
 * One TCP connection, byte by byte, that cannot outlive its limit: a timer cuts it, since a write
 * to a server that does not read would block for ever.
 *
 * <p>Implementation note: what is large is written by a thread of its own, and so is what follows
 * it, so that both directions move; a server that echoes as it reads would otherwise wait for us
 * while we wait for it.
 */
final class Wire implements Closeable {

  private static final int MAX_HEAD = 65_536;
  private static final int WRITTEN_ASIDE = 16_384;
  private static final String HEAD_END = "\r\n\r\n";

  private final Socket plain;
  private final Socket socket;
  private final InputStream in;
  private final OutputStream out;
  private final long deadline;
  private final ScheduledExecutorService timer = Executors.newScheduledThreadPool(1, Wire::thread);
  private final ExecutorService writer = Executors.newSingleThreadExecutor(Wire::thread);
  private boolean aside;

  Wire(Target target) throws IOException {
    deadline = System.nanoTime() + target.limit().toNanos();
    plain = new Socket();
    try {
      timer.schedule(this::cut, target.limit().toNanos(), TimeUnit.NANOSECONDS);
      var address = new InetSocketAddress(target.uri().getHost(), target.port());
      if (address.isUnresolved()) {
        throw new UnknownHostException("unknown host: " + target.uri().getHost());
      }
      plain.setTcpNoDelay(true);
      plain.connect(address, left());
      socket = target.security() == null ? plain : secure(target, target.security());
      in = new BufferedInputStream(socket.getInputStream());
      out = socket.getOutputStream();
    } catch (IOException failed) {
      close();
      throw failed;
    }
  }

  private Socket secure(Target target, Target.Security security) throws IOException {
    String name = security.serverName() == null ? target.uri().getHost() : security.serverName();
    SSLSocket secured =
        (SSLSocket)
            security.context().getSocketFactory().createSocket(plain, name, target.port(), true);
    if (security.verified()) {
      SSLParameters parameters = secured.getSSLParameters();
      parameters.setEndpointIdentificationAlgorithm("HTTPS");
      secured.setSSLParameters(parameters);
    }
    secured.setSoTimeout(left());
    secured.startHandshake();
    return secured;
  }

  void send(byte[] bytes) throws IOException {
    aside |= bytes.length >= WRITTEN_ASIDE;
    if (aside) {
      writer.execute(() -> sendAside(bytes));
      return;
    }
    out.write(bytes);
    out.flush();
  }

  private void sendAside(byte[] bytes) {
    try {
      out.write(bytes);
      out.flush();
    } catch (IOException ended) {
      return; // the reader sees the end as well
    }
  }

  /** Writes each byte by itself. */
  void sendSlowly(byte[] bytes) throws IOException {
    for (byte one : bytes) {
      out.write(one);
      out.flush();
    }
  }

  /** Ends this direction of a plain connection. */
  void finish() throws IOException {
    plain.shutdownOutput();
  }

  /** The head of an HTTP answer without its empty line, or what came of it. */
  String readHead() throws IOException {
    var head = new StringBuilder();
    plain.setSoTimeout(left());
    while (head.length() < MAX_HEAD && !endsHead(head)) {
      int one = in.read();
      if (one < 0) {
        break;
      }
      head.append((char) one);
      plain.setSoTimeout(left());
    }
    return head.toString();
  }

  private static boolean endsHead(StringBuilder head) {
    return head.length() >= HEAD_END.length()
        && head.substring(head.length() - HEAD_END.length()).equals(HEAD_END);
  }

  /**
   * The next byte, or -1 at the end.
   *
   * @throws SocketTimeoutException when nothing came for so long
   */
  int read(Duration patience) throws IOException {
    plain.setSoTimeout(Math.max(1, Math.min(left(), Math.toIntExact(patience.toMillis()))));
    return in.read();
  }

  /** So many bytes. */
  byte[] read(int count) throws IOException {
    plain.setSoTimeout(left());
    byte[] bytes = in.readNBytes(count);
    if (bytes.length < count) {
      throw new EOFException();
    }
    return bytes;
  }

  /** Some bytes as they are, for what is not a WebSocket. */
  String readText(int most) throws IOException {
    plain.setSoTimeout(left());
    return new String(in.readNBytes(most), StandardCharsets.ISO_8859_1);
  }

  private int left() throws SocketTimeoutException {
    long millis = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
    if (millis <= 0) {
      throw new SocketTimeoutException("the time of the case is over");
    }
    return Math.toIntExact(Math.min(millis, Integer.MAX_VALUE));
  }

  @Override
  public void close() {
    cut();
    timer.shutdownNow();
    writer.shutdownNow();
  }

  /** Closes the TCP connection under TLS: closing TLS waits for writers. */
  private void cut() {
    try {
      plain.close();
    } catch (IOException closed) {
      return;
    }
  }

  private static Thread thread(Runnable task) {
    Thread thread = new Thread(task, "yodel-conformance");
    thread.setDaemon(true);
    return thread;
  }
}
