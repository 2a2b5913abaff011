package dev.yodel.server.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.yodel.server.LeakWatch;
import dev.yodel.server.tls.Pairs;
import dev.yodel.server.websocket.RawPeer;
import io.netty.handler.ssl.OpenSsl;
import io.netty.pkitesting.X509Bundle;
import java.io.IOException;
import java.net.InetAddress;
import java.net.SocketTimeoutException;
import java.nio.file.Path;
import java.time.Duration;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A handshake costs the server more than the peer: one is enough for a connection. */
@ExtendWith(LeakWatch.class)
class TlsRenegotiationIT {

  @TempDir private Path folder;

  @Test
  void whoWantsAnotherHandshakeIsNotGivenOne() throws Exception {
    Assumptions.assumeTrue(OpenSsl.isAvailable(), "the JDK's is refused by a property of the JVM");
    X509Bundle pair = Pairs.local("localhost");
    TlsConfig tls = new TlsConfig(Pairs.write(pair, folder), Duration.ZERO, null);
    try (Server server = Server.start(ServerConfig.defaults().withPort(0).with(tls))) {
      SSLSocket socket =
          (SSLSocket)
              Pairs.client(pair, null)
                  .getSocketFactory()
                  .createSocket(InetAddress.getLoopbackAddress(), server.port());
      socket.setEnabledProtocols(new String[] {"TLSv1.2"});
      try (RawPeer peer = new RawPeer(socket)) {
        peer.send(RawPeer.upgrade("/echo")).until("\r\n\r\n");
        assertThat(peer.send(RawPeer.frame(0x81, "before")).until("before")).contains("before");

        socket.startHandshake();

        assertThatThrownBy(() -> peer.send(RawPeer.frame(0x81, "after")).until("after"))
            .isInstanceOf(IOException.class)
            .isNotInstanceOf(SocketTimeoutException.class);
      }
    }
  }
}
