package dev.yodel.server.websocket.frame;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DeflateOfferTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "permessage-deflate | 15",
        "Permessage-Deflate | 15",
        "permessage-deflate; client_max_window_bits | 15",
        "permessage-deflate; client_max_window_bits=10 | 15",
        "permessage-deflate; server_no_context_takeover; client_no_context_takeover | 15",
        "permessage-deflate; server_max_window_bits=8 | 8",
        "permessage-deflate;server_max_window_bits=\"9\" | 9",
        "permessage-deflate; server_max_window_bits=15; client_max_window_bits=15 | 15",
        "x-other, permessage-deflate; server_max_window_bits=10 | 10",
        "permessage-deflate; unknown, permessage-deflate; server_max_window_bits=12 | 12",
        "x-other; a=\"b, permessage-deflate\", permessage-deflate | 15",
      })
  void acceptableOfferLeavesAWindow(String header, int bits) {
    assertThat(DeflateOffer.firstOf(List.of(header)))
        .hasValue(new DeflateOffer(bits, header.contains("server_max_window_bits")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "x-webkit-deflate-frame",
        "permessage-deflate; unknown",
        "permessage-deflate; server_max_window_bits",
        "permessage-deflate; server_max_window_bits=7",
        "permessage-deflate; server_max_window_bits=16",
        "permessage-deflate; server_max_window_bits=08",
        "permessage-deflate; server_max_window_bits=+9",
        "permessage-deflate; server_max_window_bits=x",
        "permessage-deflate; client_max_window_bits=16",
        "permessage-deflate; client_max_window_bits=",
        "permessage-deflate; server_no_context_takeover=1",
        "permessage-deflate; client_no_context_takeover; client_no_context_takeover",
        "x-other; a=\"permessage-deflate",
        "",
        ",;,",
      })
  void offerThatCannotBeMetIsDeclined(String header) {
    assertThat(DeflateOffer.firstOf(List.of(header))).isEmpty();
  }

  @Test
  void offersMayStandOnSeveralLines() {
    assertThat(DeflateOffer.firstOf(List.of("x-other", "permessage-deflate")))
        .hasValue(new DeflateOffer(15, false));
    assertThat(DeflateOffer.firstOf(List.of())).isEmpty();
  }
}
