package dev.yodel.server.lab;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes JSON text from maps (in their order), lists, strings, numbers, booleans and null. The lab
 * only writes; what reads JSON is the protocol's codec.
 */
final class Json {

  private static final char FIRST_PRINTABLE = ' ';

  private final StringBuilder text = new StringBuilder();

  private Json() {}

  static String of(Map<String, ?> object) {
    Json json = new Json();
    json.object(object);
    return json.text.toString();
  }

  private void object(Map<?, ?> object) {
    String comma = "{";
    for (Map.Entry<?, ?> entry : object.entrySet()) {
      text.append(comma);
      string(String.valueOf(entry.getKey()));
      text.append(':');
      value(entry.getValue());
      comma = ",";
    }
    text.append(object.isEmpty() ? "{}" : "}");
  }

  private void value(@Nullable Object value) {
    if (value instanceof Map<?, ?> object) {
      object(object);
    } else if (value instanceof List<?> array) {
      array(array);
    } else if (value == null || value instanceof Number || value instanceof Boolean) {
      text.append(value);
    } else {
      string(value.toString());
    }
  }

  private void array(List<?> array) {
    String comma = "[";
    for (Object item : array) {
      text.append(comma);
      value(item);
      comma = ",";
    }
    text.append(array.isEmpty() ? "[]" : "]");
  }

  private void string(String string) {
    text.append('"');
    for (int at = 0; at < string.length(); at++) {
      char next = string.charAt(at);
      if (next == '"' || next == '\\') {
        text.append('\\').append(next);
      } else if (next < FIRST_PRINTABLE || Character.isSurrogate(next)) {
        text.append(String.format("\\u%04x", (int) next));
      } else {
        text.append(next);
      }
    }
    text.append('"');
  }
}
