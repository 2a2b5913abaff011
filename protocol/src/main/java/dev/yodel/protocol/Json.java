package dev.yodel.protocol;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;

/**
 * The JSON library, strict: one object in UTF-8, at most {@value #MAX_DEPTH} deep, no duplicate
 * names, nothing behind it. A value that no field may have is {@link Unfit}: it harms only whoever
 * looks at it, and the rest, as the id, can be read.
 */
final class Json {

  /** The deepest nesting; the deepest message of the protocol (a page of reactions) has 6. */
  static final int MAX_DEPTH = 8;

  /** The most digits of a number. */
  static final int MAX_NUMBER = 32;

  private static final int TYPICAL_BYTES = 256;

  /** Stands for a value that no field takes; as text it is what an error message says. */
  enum Unfit {
    /** In an array; in an object it is as good as absent. */
    NULL("null"),
    /** A number with a fraction or beyond a long. */
    NOT_AN_INTEGER("a number that is no integer"),
    /** A string that has no UTF-8. */
    LONE_SURROGATE("with a lone surrogate");

    private final String shown;

    Unfit(String shown) {
      this.shown = shown;
    }

    @Override
    public String toString() {
      return shown;
    }
  }

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

  /**
   * Reads one object as maps, lists, strings, longs, booleans and {@link Unfit}; fields that are
   * null are left out.
   */
  Map<String, Object> readTree(byte[] utf8) {
    if (utf8.length > 1 && (utf8[0] == 0 || utf8[1] == 0)) {
      throw notAnObject(); // UTF-16 or UTF-32, which the library would take as well
    }
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
      String name = parser.currentName();
      parser.nextToken();
      Object value = value(parser);
      nulls |= value == Unfit.NULL;
      if (fields.put(name, value) != null || Characters.hasLoneSurrogate(name)) {
        throw notAnObject(); // a name twice, or one that has no UTF-8
      }
    }
    if (nulls) {
      fields.values().removeIf(value -> value == Unfit.NULL);
    }
    return fields;
  }

  private static Object value(JsonParser parser) {
    return switch (parser.currentToken()) {
      case START_OBJECT -> object(parser);
      case START_ARRAY -> array(parser);
      case VALUE_STRING -> text(parser.getString());
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      case VALUE_NULL -> Unfit.NULL;
      case VALUE_NUMBER_INT -> integer(parser);
      case VALUE_NUMBER_FLOAT -> Unfit.NOT_AN_INTEGER;
      default -> throw notAnObject();
    };
  }

  private static List<Object> array(JsonParser parser) {
    List<Object> items = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      items.add(value(parser));
    }
    return items;
  }

  private static Object integer(JsonParser parser) {
    return switch (parser.getNumberType()) {
      case INT, LONG -> parser.getLongValue();
      default -> Unfit.NOT_AN_INTEGER;
    };
  }

  private static Object text(String text) {
    return Characters.hasLoneSurrogate(text) ? Unfit.LONE_SURROGATE : text;
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
