package dev.yodel.server.boot;

import dev.yodel.server.tls.TlsTerminator;
import io.netty.channel.ChannelHandler;
import java.io.IOException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** TLS of a server, or none. */
final class TlsComposition implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(TlsComposition.class);

  private final @Nullable TlsTerminator terminator;
  private final @Nullable TlsReload reload;

  /**
   * TLS as it is configured.
   *
   * @throws dev.yodel.server.tls.TlsUnusableException if the files cannot be used
   */
  TlsComposition(ServerConfig config) throws IOException {
    TlsConfig tls = config.tls();
    if (tls == null) {
      terminator = null;
      reload = null;
    } else {
      String stamp = tls.files().stamp();
      terminator = new TlsTerminator(tls.files(), config.timeouts().handshake());
      warnIfOver(terminator.expires());
      reload = new TlsReload(tls.files(), terminator, stamp, tls.reload());
    }
  }

  private static void warnIfOver(Instant expires) {
    if (Instant.now().isAfter(expires)) {
      LOG.warn("tls certificate is over, clients will refuse it expires={}", expires);
    }
  }

  /** What every connection gets, behind TLS if there is any. */
  ChannelHandler around(ChannelHandler inner, Connections connections) {
    TlsTerminator end = terminator;
    if (end == null) {
      return inner;
    }
    connections
        .metrics()
        .gauge(
            "yodel_tls_certificate_expires_seconds",
            "When the certificate in use ends, in seconds of Unix time.",
            () -> end.expires().getEpochSecond());
    return new TlsInitializer(end, connections, inner);
  }

  /** Loads the certificate anew, soon. */
  void reload() {
    if (reload != null) {
      reload.now();
    }
  }

  /** Called when no connection can come any more. */
  @Override
  public void close() {
    if (reload != null) {
      reload.close();
    }
    if (terminator != null) {
      terminator.close();
    }
  }
}
