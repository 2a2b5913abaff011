package dev.yodel.client;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * An HTTP answer that is not a WebSocket handshake.
 *
 * @param status the status code
 * @param phrase the reason phrase, as sent
 * @param headers the header fields, in order
 * @param body the first {@value #MAX_BODY} bytes of the body, read as UTF-8
 */
public record Refusal(int status, String phrase, List<Header> headers, String body) {

  /** How much of the body is kept, in bytes. */
  public static final int MAX_BODY = 8192;

  public Refusal {
    headers = List.copyOf(headers);
  }

  /** The first header field of a name, in any case. */
  public Optional<String> header(String name) {
    String wanted = name.toLowerCase(Locale.ROOT);
    return headers.stream()
        .filter(header -> header.name().toLowerCase(Locale.ROOT).equals(wanted))
        .map(Header::value)
        .findFirst();
  }
}
