package dev.yodel.server.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

class JsonTest {

  @ParameterizedTest
  @ValueSource(strings = {"", "a\"b\\c/", "\u0000\u001f\r\n\t", "é漢\u2028\u007f", "\ud83d\ude00"})
  void aParserReadsTheSameText(String text) {
    try (JsonParser json =
        new JsonFactory().createParser(ObjectReadContext.empty(), Json.of(Map.of(text, text)))) {
      json.nextToken();
      assertThat(json.nextName()).isEqualTo(text);
      assertThat(json.nextStringValue()).isEqualTo(text);
    }
  }

  @Test
  void writesEveryShape() {
    assertThat(Json.of(Map.of())).isEqualTo("{}");
    assertThat(Json.of(Map.of("a", List.of(1, true, "x", List.of(), Map.of("b", -2L)))))
        .isEqualTo("{\"a\":[1,true,\"x\",[],{\"b\":-2}]}");
  }
}
