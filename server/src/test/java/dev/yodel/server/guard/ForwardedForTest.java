package dev.yodel.server.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpHeaders;
import java.net.InetAddress;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ForwardedForTest {

  private final TrustedProxies proxies =
      new TrustedProxies(List.of(Network.of("10.0.0.0/8"), Network.of("fd00::/8")), false);

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '#',
      value = {
        "X-Forwarded-For: 192.0.2.1 | 192.0.2.1",
        "X-Forwarded-For: 198.51.100.9, 192.0.2.1 | 192.0.2.1",
        "X-Forwarded-For: 198.51.100.9, 192.0.2.1, 10.9.9.9 | 192.0.2.1",
        "X-Forwarded-For: 192.0.2.1:4711 | 192.0.2.1",
        "X-Forwarded-For: 2001:db8::1 | 2001:db8::1",
        "X-Forwarded-For: 192.0.2.1, garbage | 10.0.0.1",
        "X-Forwarded-For: 10.1.1.1 | 10.1.1.1",
        "X-Forwarded-For: localhost | 10.0.0.1",
        "X-Forwarded-For: 999.1.1.1 | 10.0.0.1",
        "Forwarded: for=192.0.2.1 | 192.0.2.1",
        "Forwarded: for=192.0.2.9, proto=https;FOR=192.0.2.1;by=10.0.0.1 | 192.0.2.1",
        "Forwarded: for=\"[2001:db8::1]:4711\" | 2001:db8::1",
        "Forwarded: for=192.0.2.1, for=_hidden | 10.0.0.1",
        "Forwarded: for=unknown | 10.0.0.1",
        "Forwarded: proto=http;host=\"a;for=192.0.2.77\";for=192.0.2.1 | 192.0.2.1",
        "Forwarded: for=192.0.2.1;host=\"a, for=192.0.2.77\" | 192.0.2.1",
        "Forwarded: for=192.0.2.1;host=\"a\\\", for=192.0.2.77;b=\\\"\" | 192.0.2.1",
        "Forwarded: for=192.0.2.77;a=\", for=192.0.2.1;host=\"b\" | 192.0.2.1",
        "Forwarded: for=\"192\\.0.2.1\"; proto=https | 192.0.2.1",
        "Forwarded: for=2001:db8::1;host=a:80 | 2001:db8::1",
        "Forwarded: host=a;for=192.0.2.77;for=192.0.2.1 | 10.0.0.1",
        "Forwarded: for=192.0.2.77;host=\"a | 10.0.0.1",
        "Forwarded: for=\"192.0.2.77\"a | 10.0.0.1",
        "Forwarded: for=192.0.2.77 a | 10.0.0.1",
        "Forwarded: for=192.0.2.77;host=\"\\ | 10.0.0.1",
        "Forwarded: for=192.0.2.77;= | 10.0.0.1",
        "Forwarded: for | 10.0.0.1",
        "Forwarded: for= | 10.0.0.1",
        "Via: 1.1 proxy | 10.0.0.1",
      })
  void theLastThatIsNoProxyIsTheClient(String line, String client) {
    assertThat(ForwardedFor.client(address("10.0.0.1"), headers(line), proxies))
        .isEqualTo(address(client));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"192.0.2.1 | 192.0.2.1 | 192.0.2.1", "192.0.2.1 | 192.0.2.2 | "})
  void bothHeadersMustSayTheSame(String standard, String custom, String client) {
    HttpHeaders headers = headers("Forwarded: for=" + standard);
    headers.add("X-Forwarded-For", custom);
    assertThat(ForwardedFor.client(address("10.0.0.1"), headers, proxies))
        .isEqualTo(client == null ? null : address(client));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "10.0.0.0/33", "10.0.0.0/-1", "10.0.0", "proxy.example", "::1/129"})
  void whatIsNoNetworkIsRefused(String text) {
    assertThatThrownBy(() -> Network.of(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("--trusted-proxy: \"" + text + "\"");
  }

  @ParameterizedTest
  @CsvSource({
    "10.0.0.0/8, 10.255.0.1, true",
    "10.0.0.0/8, 11.0.0.1, false",
    "192.0.2.128/25, 192.0.2.127, false",
    "192.0.2.128/25, 192.0.2.129, true",
    "::1, ::1, true",
    "::1, 127.0.0.1, false",
    "0.0.0.0/0, 203.0.113.1, true",
  })
  void aNetworkIsItsFirstBits(String network, String address, boolean inside) {
    assertThat(Network.of(network).contains(address(address))).isEqualTo(inside);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "999.1.1.1",
        "256.0.0.1",
        "1.2.3",
        "1234",
        "0x7f.1.1.1",
        "::ffff:999.1.1.1",
        ".::1",
        "1:2",
        "1::2::3",
        "fe80::1%lo",
        "fe80::1%1",
        "[::1]",
        "localhost",
        "",
      })
  void whatAHostNameCouldBeIsNoAddress(String text) {
    assertThat(Network.literal(text)).isNull();
  }

  @ParameterizedTest
  @CsvSource({
    "010.0.0.1, 10.0.0.1",
    "::ffff:192.0.2.1, 192.0.2.1",
    "::192.0.2.1, ::c000:201",
    "64:ff9b::192.0.2.1, 64:ff9b::c000:201",
    "1:2:3:4:5:6:255.255.0.1, 1:2:3:4:5:6:ffff:1",
  })
  void anAddressIsTheSameHoweverItIsWritten(String text, String same) {
    assertThat(Network.literal(text)).isEqualTo(address(same));
  }

  private static InetAddress address(String text) {
    return Objects.requireNonNull(Network.literal(text));
  }

  private static HttpHeaders headers(String line) {
    int colon = line.indexOf(':');
    return new DefaultHttpHeaders().add(line.substring(0, colon), line.substring(colon + 2));
  }
}
