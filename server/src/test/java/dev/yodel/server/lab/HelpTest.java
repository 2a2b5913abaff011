package dev.yodel.server.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

class HelpTest {

  @Test
  void thePageTellsEveryKnobWithItsBoundsAndItsExample() {
    String page = new Help(LabMode.LOCAL, "ws://h:1").html();
    for (Knob<?> knob : Knobs.ALL) {
      assertThat(page)
          .contains("<dt id=\"" + knob.name() + "\">")
          .contains("Value: " + knob.kind().expected().replace("'", "&#39;"))
          .contains("ws://h:1/echo?" + knob.example().replace("&", "&amp;"));
    }
  }

  @Test
  void thePageTellsWhatGoesTogether() {
    assertThat(new Help(LabMode.ON, "").html())
        .contains("Only together with close or corrupt.")
        .contains("Only neither with prefix nor upper.");
  }

  @ParameterizedTest
  @EnumSource
  void thePageTellsTheSwitch(LabMode mode) {
    assertThat(new Help(mode, "").html()).contains("--lab " + mode.name().toLowerCase(Locale.ROOT));
  }

  @Test
  void theAddressOfTheExamplesIsEscaped() {
    assertThat(new Help(LabMode.ON, "ws://<script>\"'").html())
        .doesNotContain("<script>")
        .contains("ws://&lt;script&gt;&quot;&#39;/echo?");
  }

  @Test
  void jsonTellsEveryKnobInTheSameOrder() {
    List<String> names = new ArrayList<>();
    List<String> examples = new ArrayList<>();
    try (JsonParser json =
        new JsonFactory()
            .createParser(ObjectReadContext.empty(), new Help(LabMode.OFF, "").json())) {
      for (JsonToken token = json.nextToken(); token != null; token = json.nextToken()) {
        if (token == JsonToken.PROPERTY_NAME && json.currentName().equals("name")) {
          names.add(json.nextStringValue());
        } else if (token == JsonToken.PROPERTY_NAME && json.currentName().equals("example")) {
          examples.add(json.nextStringValue());
        }
      }
    }
    assertThat(names).isEqualTo(Knobs.ALL.stream().<String>map(Knob::name).toList());
    assertThat(examples).allMatch(example -> example.startsWith("/echo?"));
  }

  @Test
  void jsonOfOneKnobHasEverythingThatAControlNeeds() {
    assertThat(new Help(LabMode.LOCAL, "").json())
        .startsWith("{\"lab\":\"local\",\"path\":\"/echo\",\"knobs\":[{\"name\":\"meta\",")
        .contains(
            "{\"name\":\"interleave\",\"group\":\"How it is framed\",\"kind\":\"flag\","
                + "\"expected\":\"1 or 0\",\"choices\":[\"1\",\"0\"],\"costs\":false,"
                + "\"needs\":[\"fragment\"],\"excludes\":[],"
                + "\"summary\":\"A ping stands between two fragments.\","
                + "\"example\":\"/echo?fragment=5&interleave=1\"}");
  }
}
