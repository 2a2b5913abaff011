package dev.yodel.server.rooms;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/**
 * Validates frames against the schemas of the AsyncAPI document: the keywords that it uses, and an
 * error for any other, so that none is passed over in silence. Fields that a schema does not name
 * are errors too: what the server says is documented.
 */
final class Schemas {

  private static final JsonFactory JSON = new JsonFactory();

  private final Map<String, Object> document;

  Schemas() throws IOException {
    try (InputStream in = Schemas.class.getResourceAsStream("/dev/yodel/protocol/asyncapi.json")) {
      document = object(parse(in.readAllBytes()));
    }
  }

  static Object parse(byte[] json) {
    try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), json)) {
      parser.nextToken();
      return value(parser);
    }
  }

  private static Object value(JsonParser parser) {
    return switch (parser.currentToken()) {
      case START_OBJECT -> {
        Map<String, Object> fields = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
          String name = parser.currentName();
          parser.nextToken();
          fields.put(name, value(parser));
        }
        yield fields;
      }
      case START_ARRAY -> {
        List<Object> items = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
          items.add(value(parser));
        }
        yield items;
      }
      case VALUE_STRING -> parser.getString();
      case VALUE_NUMBER_INT -> parser.getLongValue();
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      default -> throw new IllegalArgumentException("unexpected " + parser.currentToken());
    };
  }

  @SuppressWarnings("unchecked") // parse makes no other maps
  static Map<String, Object> object(Object value) {
    return (Map<String, Object>) value;
  }

  Map<String, Object> schemas() {
    return object(object(document.get("components")).get("schemas"));
  }

  /** What is wrong with a frame of one side; empty if nothing is. */
  List<String> errors(String side, byte[] frame) {
    Object value = parse(frame);
    Object schema = schemas().get(side + "." + object(value).get("type"));
    List<String> errors = new ArrayList<>();
    if (schema == null) {
      errors.add("no schema for " + value);
    } else {
      check("$", value, object(schema), errors);
    }
    return errors;
  }

  /** A schema, or the one that it refers to. */
  Map<String, Object> resolved(Object schema) {
    Object name = object(schema).get("$ref");
    return name == null ? object(schema) : object(schemas().get(simple(name)));
  }

  private static String simple(Object reference) {
    return reference.toString().substring("#/components/schemas/".length());
  }

  private void check(String at, Object value, Map<String, Object> schema, List<String> errors) {
    for (Map.Entry<String, Object> rule : schema.entrySet()) {
      if (!holds(at, value, schema, rule, errors)) {
        errors.add(at + ": " + value + " against " + rule);
      }
    }
  }

  private boolean holds(
      String at,
      Object value,
      Map<String, Object> schema,
      Map.Entry<String, Object> rule,
      List<String> errors) {
    Object wanted = rule.getValue();
    return switch (rule.getKey()) {
      case "description" -> true;
      case "$ref" -> {
        check(at, value, object(schemas().get(simple(wanted))), errors);
        yield true;
      }
      case "type" -> isOf(wanted.toString(), value);
      case "const" -> wanted.equals(value);
      case "enum" -> ((List<?>) wanted).contains(value);
      case "required" -> object(value).keySet().containsAll((List<?>) wanted);
      case "properties" -> checkFields(at, object(value), object(wanted), errors);
      case "items" -> checkItems(at, (List<?>) value, object(wanted), errors);
      case "oneOf" -> matches(value, (List<?>) wanted) == 1;
      case "minLength" -> length(value) >= (long) wanted;
      case "maxLength", "maxItems" -> length(value) <= (long) wanted;
      case "minimum" -> (long) value >= (long) wanted;
      case "maximum" -> (long) value <= (long) wanted;
      case "pattern" -> value.toString().matches(wanted.toString());
      default -> throw new IllegalArgumentException("keyword " + rule.getKey() + " in " + schema);
    };
  }

  private boolean checkFields(
      String at, Map<String, Object> value, Map<String, Object> fields, List<String> errors) {
    value.forEach(
        (name, field) -> {
          if (fields.containsKey(name)) {
            check(at + "." + name, field, object(fields.get(name)), errors);
          } else {
            errors.add(at + "." + name + ": not in the schema");
          }
        });
    return true;
  }

  private boolean checkItems(
      String at, List<?> items, Map<String, Object> schema, List<String> errors) {
    for (int i = 0; i < items.size(); i++) {
      check(at + "[" + i + "]", items.get(i), schema, errors);
    }
    return true;
  }

  private long matches(Object value, List<?> schemas) {
    return schemas.stream()
        .filter(
            schema -> {
              List<String> errors = new ArrayList<>();
              check("$", value, object(schema), errors);
              return errors.isEmpty();
            })
        .count();
  }

  /** Of strings in code points, as JSON Schema counts them. */
  private static long length(Object value) {
    return value instanceof List<?> items ? items.size() : value.toString().codePoints().count();
  }

  private static boolean isOf(String type, Object value) {
    return switch (type) {
      case "object" -> value instanceof Map;
      case "array" -> value instanceof List;
      case "string" -> value instanceof String;
      case "integer" -> value instanceof Long;
      case "boolean" -> value instanceof Boolean;
      default -> throw new IllegalArgumentException("type " + type);
    };
  }
}
