package dev.yodel.protocol;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JsonGenerator;

/**
 * One JSON object on one line: what a program writes for another program, beside the protocol.
 * Strings, numbers, booleans, lists and maps of them.
 */
public final class JsonLine {

  private static final Json JSON = new Json();

  private JsonLine() {}

  /** The object as one line without its end. */
  public static String write(Map<String, ?> fields) {
    return new String(JSON.write(out -> writeFields(out, fields)), StandardCharsets.UTF_8);
  }

  /**
   * The object of a line: strings, longs, booleans, lists and maps of them; fields that are null
   * are left out. Numbers with a fraction or beyond a long, strings with a lone surrogate and nulls
   * in a list are there as objects of no use but to be shown.
   *
   * @throws IllegalArgumentException when the line is anything but one object
   */
  public static Map<String, Object> read(String line) {
    return JSON.readTree(line.getBytes(StandardCharsets.UTF_8));
  }

  private static void writeFields(JsonGenerator out, Map<?, ?> fields) {
    fields.forEach(
        (name, value) -> {
          out.writeName(String.valueOf(name));
          writeValue(out, value);
        });
  }

  private static void writeValue(JsonGenerator out, Object value) {
    if (value instanceof Map<?, ?> fields) {
      out.writeStartObject();
      writeFields(out, fields);
      out.writeEndObject();
    } else if (value instanceof List<?> items) {
      out.writeStartArray();
      items.forEach(item -> writeValue(out, item));
      out.writeEndArray();
    } else if (value instanceof Integer || value instanceof Long) {
      out.writeNumber(((Number) value).longValue());
    } else if (value instanceof Double number) {
      out.writeNumber(number);
    } else if (value instanceof Boolean flag) {
      out.writeBoolean(flag);
    } else {
      out.writeString(String.valueOf(value));
    }
  }
}
