package dev.yodel.server.boot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yodel.server.tls.Pairs;
import dev.yodel.server.tls.TlsFiles;
import dev.yodel.server.websocket.RawPeer;
import io.netty.pkitesting.X509Bundle;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A server that is told to stop exits in time and with 0, whatever its peers are in the middle of.
 */
class DrainIT {

  /**
   * A second each to drain, to cut both kinds and to end the loops, and what a busy machine takes.
   */
  private static final int BOUND_SECONDS = 4 + 20;

  private static final X509Bundle PAIR = Pairs.local("localhost");

  @TempDir private Path folder;

  private final List<RawPeer> peers = new ArrayList<>();

  private ServerProgram start() throws IOException {
    TlsFiles files = Pairs.write(PAIR, folder);
    List<String> options = new ArrayList<>(List.of("--port=0", "--access-log=off"));
    options.add("--tls-cert=" + files.certificate());
    options.add("--tls-key=" + files.key());
    options.addAll(List.of("--drain-timeout=1s", "--drain-window=0s"));
    options.addAll(List.of("--handshake-timeout=1h", "--close-timeout=1h", "--stall-timeout=1h"));
    return ServerProgram.start(List.of(), options);
  }

  @Test
  void itExitsInTimeWhateverItsPeersDo() throws Exception {
    try (ServerProgram server = start()) {
      int port = server.port();
      RawPeer unanswering = upgraded(port, "X: y");
      peers.add(unanswering);
      addRude(port);

      server.terminate();

      assertThat(unanswering.until("\3\351")).startsWith("\u0088");
      assertThat(server.exitCode(BOUND_SECONDS)).isZero();
      assertThat(server.said()).anyMatch(line -> line.contains("stopped cut="));
    } finally {
      for (RawPeer peer : peers) {
        peer.close();
      }
    }
  }

  /** What is neither asked nor answered to its end, in plain text, in TLS and behind it. */
  private void addRude(int port) throws Exception {
    peers.add(raw(port));
    peers.add(raw(port).send("\26\3\1\2\0\1\0\1\374\3\3"));
    peers.add(raw(port).send("GET /echo HT"));
    peers.add(peer(port).send("GET /echo HTTP/1.1\r\nHost: loc"));
    peers.add(upgraded(port, "X: y").send(new byte[] {(byte) 0x81, (byte) 0xfd, 0, 0}));
    RawPeer deflating = upgraded(port, "Sec-WebSocket-Extensions: permessage-deflate");
    peers.add(deflating.send(RawPeer.frame(0x41, "\362\110\315")));
    RawPeer unreading = upgraded(port, "X: y");
    peers.add(unreading);
    new Thread(() -> flood(unreading), "flood").start();
  }

  private static RawPeer raw(int port) throws IOException {
    return new RawPeer(new Socket(InetAddress.getLoopbackAddress(), port));
  }

  private static RawPeer peer(int port) throws Exception {
    return new RawPeer(
        Pairs.client(PAIR, null)
            .getSocketFactory()
            .createSocket(InetAddress.getLoopbackAddress(), port));
  }

  private static RawPeer upgraded(int port, String more) throws Exception {
    RawPeer peer = peer(port);
    peer.send(RawPeer.upgrade("/echo").replace("\r\n\r\n", "\r\n" + more + "\r\n\r\n"))
        .until("\r\n\r\n");
    return peer;
  }

  /** Sends megabytes until the server is gone, and reads nothing. */
  private static void flood(RawPeer peer) {
    byte[] megabyte = new byte[14 + (1 << 20)];
    megabyte[0] = (byte) 0x82;
    megabyte[1] = (byte) 0xff;
    megabyte[7] = 0x10;
    try {
      while (true) {
        peer.send(megabyte);
      }
    } catch (IOException e) {
      assertThat(e).as("the server ended").isNotNull();
    }
  }
}
