package dev.yodel.server.tls;

import io.netty.buffer.ByteBufAllocator;
import io.netty.handler.ssl.ApplicationProtocolConfig;
import io.netty.handler.ssl.ApplicationProtocolConfig.Protocol;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectedListenerFailureBehavior;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectorFailureBehavior;
import io.netty.handler.ssl.ApplicationProtocolNames;
import io.netty.handler.ssl.ClientAuth;
import io.netty.handler.ssl.OpenSsl;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslProvider;
import io.netty.util.IllegalReferenceCountException;
import io.netty.util.ReferenceCountUtil;
import java.io.IOException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The server's end of TLS: 1.3 and 1.2, one certificate at a time.
 *
 * <p>{@link #load} exchanges the certificate for the connections that come from then on; the others
 * keep theirs. OpenSSL does the work where its natives run, the JDK elsewhere.
 */
public final class TlsTerminator implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(TlsTerminator.class);

  /** Handshakes that a client may shorten by coming back: {@value}, each a few KiB. */
  private static final int MAX_SESSIONS = 2_000;

  /** How long close_notify may wait for a peer that takes nothing. */
  private static final Duration LAST_WORD = Duration.ofSeconds(1);

  private final TlsFiles files;
  private final Duration handshake;
  private volatile SslContext context;
  private volatile Instant expires;

  /**
   * A terminator with what the files hold now.
   *
   * @param handshake how long a peer may take
   * @throws TlsUnusableException if they cannot be used
   */
  public TlsTerminator(TlsFiles files, Duration handshake) throws IOException {
    this.files = files;
    this.handshake = handshake;
    TlsIdentity identity = TlsIdentity.read(files);
    this.context = context(identity);
    this.expires = identity.expires();
    LOG.info(
        "tls ready provider={} certificate=\"{}\" expires={}",
        provider(),
        identity.subject(),
        identity.expires());
  }

  /**
   * Takes what the files hold now.
   *
   * @throws TlsUnusableException if they cannot be used; what was loaded before stays
   */
  public void load() throws IOException {
    TlsIdentity identity = TlsIdentity.read(files);
    SslContext before = context;
    context = context(identity);
    expires = identity.expires();
    ReferenceCountUtil.release(before);
    LOG.info(
        "tls certificate loaded certificate=\"{}\" expires={}",
        identity.subject(),
        identity.expires());
  }

  /** When the certificate in use ends. */
  public Instant expires() {
    return expires;
  }

  private SslContext context(TlsIdentity identity) throws IOException {
    SslContextBuilder builder =
        SslContextBuilder.forServer(
                identity.key(), identity.chain().toArray(X509Certificate[]::new))
            .sslProvider(provider())
            .protocols("TLSv1.3", "TLSv1.2")
            .sessionCacheSize(MAX_SESSIONS)
            .applicationProtocolConfig(
                new ApplicationProtocolConfig(
                    Protocol.ALPN,
                    SelectorFailureBehavior.NO_ADVERTISE,
                    SelectedListenerFailureBehavior.ACCEPT,
                    ApplicationProtocolNames.HTTP_1_1));
    if (!identity.authorities().isEmpty()) {
      builder
          .trustManager(identity.authorities().toArray(X509Certificate[]::new))
          .clientAuth(files.clientRequired() ? ClientAuth.REQUIRE : ClientAuth.OPTIONAL);
    }
    try {
      return builder.build();
    } catch (SSLException e) {
      throw new TlsUnusableException(files.certificate() + ": " + e.getMessage(), e);
    }
  }

  private static SslProvider provider() {
    return OpenSsl.isAvailable() ? SslProvider.OPENSSL_REFCNT : SslProvider.JDK;
  }

  /** The handler of one connection. */
  SslHandler handler(ByteBufAllocator allocator) {
    SslContext now = retained();
    try {
      SslHandler handler = now.newHandler(allocator);
      handler.setHandshakeTimeout(handshake.toNanos(), TimeUnit.NANOSECONDS);
      handler.setCloseNotifyFlushTimeout(LAST_WORD.toNanos(), TimeUnit.NANOSECONDS);
      return handler;
    } finally {
      ReferenceCountUtil.release(now);
    }
  }

  /** The context in use, which may be exchanged between reading and retaining it. */
  private SslContext retained() {
    while (true) {
      SslContext now = context;
      try {
        return ReferenceCountUtil.retain(now);
      } catch (IllegalReferenceCountException gone) {
        if (now == context) {
          throw gone;
        }
      }
    }
  }

  @Override
  public void close() {
    ReferenceCountUtil.release(context);
  }
}
