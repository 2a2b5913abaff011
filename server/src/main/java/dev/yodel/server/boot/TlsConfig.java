package dev.yodel.server.boot;

import dev.yodel.server.tls.TlsFiles;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The port speaks TLS.
 *
 * @param reload how often the files are looked at; 0 never, which leaves SIGHUP
 * @param hsts how long browsers shall insist on https; null says nothing to them
 */
public record TlsConfig(TlsFiles files, Duration reload, @Nullable Duration hsts) {

  /** Checks the values. */
  public TlsConfig {
    ServerConfig.expect(!reload.isNegative(), "--tls-reload", reload, "0 or more");
    ServerConfig.expect(
        hsts == null || !hsts.isNegative(), "--tls-hsts", String.valueOf(hsts), "0 or more");
  }

  /** What Strict-Transport-Security says; null for no such header. */
  @Nullable String transportSecurity() {
    return hsts == null ? null : "max-age=" + hsts.toSeconds();
  }
}
