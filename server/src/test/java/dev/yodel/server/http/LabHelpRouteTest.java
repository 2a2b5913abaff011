package dev.yodel.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yodel.server.lab.LabMode;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LabHelpRouteTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "application/json|application/json",
        "application/json, */*|application/json",
        "text/html;q=0.5, application/json|application/json",
        "APPLICATION/JSON; q=0.9|application/json",
        "text/html, application/json|text/html; charset=utf-8",
        "text/html, application/json;q=0.9|text/html; charset=utf-8",
        "*/*|text/html; charset=utf-8",
        "application/json;q=0|text/html; charset=utf-8",
        "image/png|text/html; charset=utf-8",
      })
  void answersByAccept(String accept, String type) {
    assertThat(answer("h:1", Map.of("Accept", accept)).contentType()).isEqualTo(type);
  }

  @Test
  void answersWithAPageWhenNothingIsAccepted() {
    assertThat(answer("h:1", Map.of()).contentType()).startsWith("text/html");
  }

  @Test
  void examplesNameTheHostThatWasAsked() {
    assertThat(body(answer("lab.example:81", Map.of()))).contains("ws://lab.example:81/echo?");
    assertThat(body(answer("lab.example", Map.of("X-Forwarded-Proto", "https"))))
        .contains("wss://lab.example/echo?");
  }

  private static Answer answer(String host, Map<String, String> more) {
    HttpHeaders headers = new DefaultHttpHeaders().set("Host", host);
    more.forEach(headers::set);
    return new LabHelpRoute(LabMode.LOCAL, false).answer(Map.of(), headers);
  }

  private static String body(Answer answer) {
    return new String(answer.body(), StandardCharsets.UTF_8);
  }
}
