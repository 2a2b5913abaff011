package dev.yodel.server.websocket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpHeaders;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OriginPolicyTest {

  private static boolean allows(List<String> listed, String host, String... origins) {
    return allows(new OriginPolicy(listed), false, host, origins);
  }

  private static boolean allows(
      OriginPolicy policy, boolean secure, String host, String... origins) {
    HttpHeaders headers = new DefaultHttpHeaders().set("Host", host);
    headers.set("Origin", List.of(origins));
    try {
      policy.check(headers, secure);
      return true;
    } catch (Refusal refusal) {
      assertThat(refusal.status().code()).isEqualTo(403);
      assertThat(refusal.body()).contains("--allow-origin");
      return false;
    }
  }

  @ParameterizedTest
  @CsvSource({
    "localhost:8080, http://localhost:8080, true",
    "a.example, https://a.example, true",
    "a.example:443, https://a.example, true",
    "a.example, http://A.EXAMPLE:80, true",
    "a.example:80, https://a.example, false",
    "localhost:8080, http://localhost:8081, false",
    "localhost:8080, http://localhost, false",
    "a.example, https://a.example.evil, false",
    "a.example, https://evil.a.example, false",
    "a.example, null, false",
    "a.example, file://, false",
    "a.example, nonsense, false",
  })
  void itsOwnPagesMayConnect(String host, String origin, boolean allowed) {
    assertThat(allows(List.of(), host, origin)).isEqualTo(allowed);
  }

  /** Port 80 of the same host is another server, which anybody between may play. */
  @ParameterizedTest
  @CsvSource({
    "a.example, https://a.example, true",
    "a.example, http://a.example, false",
    "localhost:8443, http://localhost:8443, false",
    "a.example, http://listed.example, true",
  })
  void overTlsItsOwnPagesAreThoseOverTls(String host, String origin, boolean allowed) {
    OriginPolicy policy = new OriginPolicy(List.of("http://listed.example"));
    assertThat(allows(policy, true, host, origin)).isEqualTo(allowed);
  }

  @ParameterizedTest
  @CsvSource({
    "https://b.example, true",
    "http://b.example, false",
    "https://b.example:444, false",
    "https://x.c.example, true",
    "https://x.y.c.example, true",
    "https://c.example, false",
    "https://.c.example, false",
    "https://xc.example, false",
    "null, true",
  })
  void listedOnesMayToo(String origin, boolean allowed) {
    List<String> listed = List.of("https://b.example", "https://*.C.example", "null");

    assertThat(allows(listed, "a.example", origin)).isEqualTo(allowed);
  }

  @Test
  void aProgramSendsNoOrigin() {
    assertThat(allows(List.of(), "a.example")).isTrue();
  }

  @Test
  void oneBadOriginAmongTwoIsRefused() {
    assertThat(allows(List.of(), "a.example", "https://a.example", "https://evil")).isFalse();
  }

  @Test
  void aStarAllowsAll() {
    assertThat(allows(List.of("*"), "a.example", "https://evil")).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "b.example", "https://", "https://*", "https://b.example/path"})
  void whatIsNoOriginCannotBeListed(String origin) {
    assertThatThrownBy(() -> new OriginPolicy(List.of(origin)))
        .hasMessageContaining("--allow-origin");
  }
}
