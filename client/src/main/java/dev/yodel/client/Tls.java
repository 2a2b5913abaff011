package dev.yodel.client;

import io.netty.buffer.ByteBufAllocator;
import io.netty.handler.ssl.JdkSslContext;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslProvider;
import io.netty.handler.ssl.util.InsecureTrustManagerFactory;
import java.nio.file.Path;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * How a {@code wss} connection is secured. The certificate must name the host, by default as the
 * platform trusts it.
 *
 * @param authority PEM file of the certificates that are trusted instead of the platform's
 * @param certificate PEM file of this side's certificate chain, with {@code key}
 * @param key PEM file of its PKCS#8 private key
 * @param serverName the name that is asked for (SNI) and expected, instead of the URL's host
 * @param insecure takes any certificate: for tests only
 */
public record Tls(
    @Nullable Path authority,
    @Nullable Path certificate,
    @Nullable Path key,
    @Nullable String serverName,
    boolean insecure) {

  /** What the platform trusts, no certificate of its own. */
  public static final Tls PLATFORM = new Tls(null, null, null, null, false);

  /**
   * Refuses half of a key pair.
   *
   * @throws IllegalArgumentException with the expectation
   */
  public Tls {
    if ((certificate == null) != (key == null)) {
      throw new IllegalArgumentException("certificate and key (expected: both or none)");
    }
    if (insecure && authority != null) {
      throw new IllegalArgumentException("insecure and an authority (expected: one of them)");
    }
  }

  /** The same trust and certificate for sockets of the JDK. */
  public SSLContext socketContext() throws SSLException {
    return ((JdkSslContext) context(SslProvider.JDK)).context();
  }

  /** For connections that share it: making one reads the certificates. */
  public SslContext context() throws SSLException {
    return context(SslContext.defaultClientProvider());
  }

  SslHandler handler(ByteBufAllocator allocator, String host, int port) throws SSLException {
    return context().newHandler(allocator, serverName == null ? host : serverName, port);
  }

  private SslContext context(SslProvider provider) throws SSLException {
    SslContextBuilder builder = SslContextBuilder.forClient().sslProvider(provider);
    if (insecure) {
      builder
          .trustManager(InsecureTrustManagerFactory.INSTANCE)
          .endpointIdentificationAlgorithm(null);
    } else if (authority != null) {
      builder.trustManager(authority.toFile());
    }
    if (certificate != null && key != null) {
      builder.keyManager(certificate.toFile(), key.toFile());
    }
    return builder.build();
  }
}
