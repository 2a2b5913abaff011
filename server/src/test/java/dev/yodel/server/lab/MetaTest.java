package dev.yodel.server.lab;

import static dev.yodel.server.lab.Queries.experiment;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MetaTest {

  private static final Meta.Connection PLAIN =
      new Meta.Connection("127.0.0.1:5", null, null, "nio", "node-1");

  @Test
  void tellsTheRequestAsItCame() {
    Meta meta =
        new Meta(
            "GET /echo?meta=1 HTTP/1.1",
            List.of(Map.entry("Host", "a"), Map.entry("x-b", "1"), Map.entry("X-B", "2")),
            PLAIN,
            new Meta.Agreed("chat", "permessage-deflate", 7),
            experiment("meta=1&seed=7"));
    assertThat(meta.json())
        .isEqualTo(
            "{\"request\":\"GET /echo?meta=1 HTTP/1.1\",\"headers\":[[\"Host\",\"a\"],"
                + "[\"x-b\",\"1\"],[\"X-B\",\"2\"]],\"peer\":\"127.0.0.1:5\","
                + "\"tlsVersion\":null,\"tlsCipher\":null,\"subprotocol\":\"chat\","
                + "\"extensions\":\"permessage-deflate\",\"transport\":\"nio\","
                + "\"node\":\"node-1\",\"seed\":7,\"knobs\":[\"meta\",\"seed\"]}");
  }

  @ParameterizedTest
  @CsvSource({
    "Authorization, Bearer hush",
    "Proxy-Authorization, Basic hush",
    "Cookie, a=hush",
    "X-Api-Key, hush",
    "x-csrf-token, hush",
    "X-Amz-Security-Token, hush",
    "Cf-Access-Jwt-Assertion, hush",
    "X-Client-Secret, hush",
    "Sec-WebSocket-Protocol, 'yodel, bearer.hush'",
  })
  void masksSecretsInHeaders(String name, String value) {
    assertThat(json("GET /echo HTTP/1.1", name, value))
        .contains("[\"" + name + "\",\"***\"]")
        .doesNotContain("hush");
  }

  @ParameterizedTest
  @CsvSource({
    "Host, localhost",
    "Sec-WebSocket-Key, dGhlIHNhbXBsZSBub25jZQ==",
    "Sec-WebSocket-Protocol, 'chat, superchat'",
    "User-Agent, keyboard",
  })
  void leavesOtherHeadersAsTheyAre(String name, String value) {
    assertThat(json("GET /echo HTTP/1.1", name, value)).contains("[\"" + name + "\",\"" + value);
  }

  @ParameterizedTest
  @CsvSource({
    "GET /echo?meta=1&hello=hush HTTP/1.1, hello=hush",
    "GET /echo?token=hush&meta=1 HTTP/1.1, token=***&meta=1",
    "GET /echo?meta=1&access_token=hush HTTP/1.1, access_token=*** HTTP/1.1",
    "GET /echo?meta=1&API-KEY=hush&x=1 HTTP/1.1, API-KEY=***&x=1",
  })
  void masksSecretsInTheQuery(String line, String shown) {
    assertThat(json(line, "Host", "a")).contains(shown);
  }

  private static String json(String line, String name, String value) {
    return new Meta(
            line,
            List.of(Map.entry(name, value)),
            PLAIN,
            new Meta.Agreed(null, null, 1),
            experiment("meta=1"))
        .json();
  }
}
