package dev.yodel.server.tls;

import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/** Certificates for tests, as files and as what a client trusts or shows. */
public final class Pairs {

  private Pairs() {}

  /** A certificate for this machine that vouches for itself. */
  public static X509Bundle local(String commonName) {
    try {
      return new CertificateBuilder()
          .subject("CN=" + commonName)
          .addSanDnsName("localhost")
          .addSanIpAddress("127.0.0.1")
          .setIsCertificateAuthority(true)
          .buildSelfSigned();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  /** Writes a pair where a server finds it. */
  public static TlsFiles write(X509Bundle pair, Path folder) throws IOException {
    Path certificate = folder.resolve(SelfSigned.CERTIFICATE);
    Path key = folder.resolve(SelfSigned.KEY);
    Files.writeString(key, pair.getPrivateKeyPEM());
    Files.writeString(certificate, pair.getCertificatePathPEM());
    return new TlsFiles(certificate, key, null, false);
  }

  /** What a client needs that trusts one certificate and shows another, or none. */
  public static SSLContext client(X509Bundle trusted, @Nullable X509Bundle shown)
      throws GeneralSecurityException, IOException {
    KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
    store.load(null, null);
    store.setCertificateEntry("server", trusted.getCertificate());
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(store);
    KeyManager[] keys = null;
    if (shown != null) {
      KeyManagerFactory factory =
          KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      factory.init(shown.toKeyStore(new char[0]), new char[0]);
      keys = factory.getKeyManagers();
    }
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys, trust.getTrustManagers(), null);
    return context;
  }
}
