package dev.yodel.server.lab;

import java.io.StringWriter;
import java.util.List;
import java.util.function.Consumer;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** The few shapes of JSON that the lab writes. */
final class Json {

  private Json() {}

  /** One object as text. */
  static String object(Consumer<JsonGenerator> properties) {
    StringWriter text = new StringWriter();
    try (JsonGenerator out = new JsonFactory().createGenerator(ObjectWriteContext.empty(), text)) {
      out.writeStartObject();
      properties.accept(out);
      out.writeEndObject();
    }
    return text.toString();
  }

  /** A property that is an array of strings. */
  static void strings(JsonGenerator out, String name, List<String> values) {
    out.writeArrayPropertyStart(name);
    values.forEach(out::writeString);
    out.writeEndArray();
  }
}
