package dev.yodel.server.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.yodel.server.tls.Pairs;
import dev.yodel.server.tls.TlsFiles;
import dev.yodel.server.websocket.RawPeer;
import io.netty.handler.ssl.OpenSsl;
import io.netty.pkitesting.X509Bundle;
import java.io.IOException;
import java.net.InetAddress;
import java.net.SocketTimeoutException;
import java.nio.file.Path;
import java.util.List;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A handshake costs the server more than the peer: one is enough for a connection, whoever does the
 * work. The program itself, since it is {@code main} that tells the JDK so.
 */
class TlsRenegotiationIT {

  private static final X509Bundle PAIR = Pairs.local("localhost");

  @TempDir private Path folder;

  @Test
  void whoWantsAnotherHandshakeIsNotGivenOne() throws Exception {
    refuses(List.of(), OpenSsl.isAvailable() ? "OPENSSL_REFCNT" : "JDK");
  }

  @Test
  void norDoesTheJdkWhereThereIsNoBoringSsl() throws Exception {
    refuses(List.of("-Dio.netty.handler.ssl.noOpenSsl=true"), "JDK");
  }

  private void refuses(List<String> jvm, String provider) throws Exception {
    TlsFiles files = Pairs.write(PAIR, folder);
    List<String> options =
        List.of(
            "--port=0", "--tls-cert=" + files.certificate(), "--tls-key=" + files.key().toString());
    try (ServerProgram server = ServerProgram.start(jvm, options);
        RawPeer peer = refused(server.port())) {
      assertThatThrownBy(() -> peer.send(RawPeer.frame(0x81, "after")).until("after"))
          .isInstanceOf(IOException.class)
          .isNotInstanceOf(SocketTimeoutException.class);
      server.terminate();
      assertThat(server.said()).anyMatch(line -> line.contains("tls ready provider=" + provider));
    }
  }

  /** Somebody who was served, and asked for another handshake. */
  private static RawPeer refused(int port) throws Exception {
    SSLSocket socket =
        (SSLSocket)
            Pairs.client(PAIR, null)
                .getSocketFactory()
                .createSocket(InetAddress.getLoopbackAddress(), port);
    socket.setEnabledProtocols(new String[] {"TLSv1.2"});
    RawPeer peer = new RawPeer(socket);
    peer.send(RawPeer.upgrade("/echo")).until("\r\n\r\n");
    assertThat(peer.send(RawPeer.frame(0x81, "before")).until("before")).contains("before");
    socket.startHandshake();
    return peer;
  }
}
