package dev.yodel.reliability;

import dev.yodel.server.tls.Pairs;
import io.netty.pkitesting.X509Bundle;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import org.jspecify.annotations.Nullable;

/**
 * Where the servers are.
 *
 * @param tls null without such a port; trusts the certificate of the server on the port of TLS
 * @param clientHello how a handshake with it begins
 */
@SuppressWarnings("ArrayRecordComponent")
record Place(int plainPort, int tlsPort, @Nullable SSLContext tls, byte[] clientHello) {

  /** A server on plain text alone. */
  Place(int plainPort) {
    this(plainPort, 0, null, new byte[0]);
  }

  static Place of(int plainPort, int tlsPort, X509Bundle certificate)
      throws GeneralSecurityException, IOException {
    SSLContext tls = Pairs.client(certificate, null);
    SSLEngine engine = tls.createSSLEngine("localhost", tlsPort);
    engine.setUseClientMode(true);
    engine.beginHandshake();
    ByteBuffer hello = ByteBuffer.allocate(engine.getSession().getPacketBufferSize());
    engine.wrap(ByteBuffer.allocate(0), hello);
    return new Place(plainPort, tlsPort, tls, Arrays.copyOf(hello.array(), hello.position()));
  }
}
