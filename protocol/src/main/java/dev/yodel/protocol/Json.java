package dev.yodel.protocol;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;

/**
 * The JSON library, strict: one object, at most {@value #MAX_DEPTH} deep, no duplicate names, no
 * lone surrogates, nothing behind it.
 */
final class Json {

  /** The deepest nesting; the deepest message of the protocol (a page of reactions) has 6. */
  static final int MAX_DEPTH = 8;

  /** The most digits of a number. */
  static final int MAX_NUMBER = 32;

  private static final int TYPICAL_BYTES = 256;

  /** Stands where null stood until the whole object is read. */
  private static final Object NULL = new Object();

  /** A number with a fraction or beyond a long: kept apart so that no field takes it. */
  static final Object NOT_AN_INTEGER =
      new Object() {
        @Override
        public String toString() {
          return "a number that is no integer";
        }
      };

  private final JsonFactory factory =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(MAX_DEPTH)
                  .maxNumberLength(MAX_NUMBER)
                  .build())
          .build();

  /**
   * Reads one object.
   *
   * @throws InvalidValueException when it is anything else
   */
  Fields read(byte[] utf8) {
    return new Fields(readTree(utf8));
  }

  /** Reads one object as maps, lists, strings, longs and booleans; nulls are left out. */
  Map<String, Object> readTree(byte[] utf8) {
    try (JsonParser parser = factory.createParser(ObjectReadContext.empty(), utf8)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw notAnObject();
      }
      Map<String, Object> fields = object(parser);
      if (parser.nextToken() != null) {
        throw notAnObject();
      }
      return fields;
    } catch (JacksonException e) {
      throw notAnObject();
    }
  }

  private static InvalidValueException notAnObject() {
    return new InvalidValueException(
        ErrorCode.BAD_REQUEST,
        "frame (expected: one JSON object, at most "
            + MAX_DEPTH
            + " deep, no name twice, nothing after it)");
  }

  private static Map<String, Object> object(JsonParser parser) {
    Map<String, Object> fields = new LinkedHashMap<>();
    boolean nulls = false;
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String name = text(parser.currentName());
      parser.nextToken();
      Object value = value(parser);
      nulls |= value == null;
      if (fields.put(name, value == null ? NULL : value) != null) {
        throw notAnObject(); // a name twice
      }
    }
    if (nulls) {
      fields.values().removeIf(value -> value == NULL);
    }
    return fields;
  }

  private static @Nullable Object value(JsonParser parser) {
    return switch (parser.currentToken()) {
      case START_OBJECT -> object(parser);
      case START_ARRAY -> array(parser);
      case VALUE_STRING -> text(parser.getString());
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      case VALUE_NULL -> null;
      case VALUE_NUMBER_INT -> integer(parser);
      case VALUE_NUMBER_FLOAT -> NOT_AN_INTEGER;
      default -> throw notAnObject();
    };
  }

  private static List<Object> array(JsonParser parser) {
    List<Object> items = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      Object item = value(parser);
      if (item == null) {
        throw notAnObject();
      }
      items.add(item);
    }
    return items;
  }

  private static Object integer(JsonParser parser) {
    return switch (parser.getNumberType()) {
      case INT, LONG -> parser.getLongValue();
      default -> NOT_AN_INTEGER;
    };
  }

  private static String text(String text) {
    if (Characters.hasLoneSurrogate(text)) {
      throw new InvalidValueException(
          ErrorCode.BAD_REQUEST, "frame: a lone surrogate (expected: whole characters)");
    }
    return text;
  }

  /** Writes what the content puts into one object. */
  byte[] write(Consumer<JsonGenerator> content) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(TYPICAL_BYTES);
    try (JsonGenerator json = factory.createGenerator(ObjectWriteContext.empty(), bytes)) {
      json.writeStartObject();
      content.accept(json);
      json.writeEndObject();
    }
    return bytes.toByteArray();
  }
}
