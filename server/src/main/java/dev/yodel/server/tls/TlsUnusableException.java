package dev.yodel.server.tls;

import java.io.IOException;

/** A certificate or a key cannot be used: the message names the file and what was expected. */
public final class TlsUnusableException extends IOException {

  private static final long serialVersionUID = 1;

  TlsUnusableException(String message) {
    super(message);
  }

  TlsUnusableException(String message, Exception cause) {
    super(message, cause);
  }
}
