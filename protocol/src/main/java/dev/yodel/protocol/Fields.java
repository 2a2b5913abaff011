package dev.yodel.protocol;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The fields of one JSON object, read by name, type and bound. Unknown ones are never looked at.
 */
final class Fields {

  /** The largest integer that every JSON library keeps exactly (RFC 8259 section 6). */
  static final long MAX_INTEGER = (1L << 53) - 1;

  /** The longest identifier of a client's choice, in code points. */
  static final int MAX_ID = 64;

  private final Map<String, Object> values;

  Fields(Map<String, Object> values) {
    this.values = values;
  }

  boolean has(String name) {
    return values.containsKey(name);
  }

  /** A string of the given length in code points, without control characters. */
  String id(String name, int max) {
    String value = text(name);
    boolean control = !Characters.are(value, c -> !Character.isISOControl(c));
    if (control || value.isEmpty() || Characters.length(value) > max) {
      throw bad(name, Characters.shown(value), "1 to " + max + " characters, no control ones");
    }
    return value;
  }

  String id(String name) {
    return id(name, MAX_ID);
  }

  @Nullable String idOrNull(String name) {
    return has(name) ? id(name) : null;
  }

  String text(String name) {
    Object value = values.get(name);
    if (value instanceof String text) {
      return text;
    }
    throw wrongType(name, value, "a string");
  }

  @Nullable String textOrNull(String name) {
    return has(name) ? text(name) : null;
  }

  long integer(String name, long min, long max) {
    Object value = values.get(name);
    if (!(value instanceof Long number)) {
      throw wrongType(name, value, "an integer");
    }
    if (number < min || number > max) {
      throw bad(name, number.toString(), "an integer from " + min + " to " + max);
    }
    return number;
  }

  /** A number of an event. */
  long seq(String name) {
    return integer(name, 0, MAX_INTEGER);
  }

  @Nullable Long seqOrNull(String name) {
    return has(name) ? (Long) seq(name) : null;
  }

  int count(String name) {
    return (int) integer(name, 0, Integer.MAX_VALUE);
  }

  boolean flag(String name) {
    Object value = values.get(name);
    if (value instanceof Boolean flag) {
      return flag;
    }
    throw wrongType(name, value, "true or false");
  }

  boolean flagOrFalse(String name) {
    return has(name) && flag(name);
  }

  Instant time(String name) {
    String text = text(name);
    try {
      Instant time = Instant.parse(text).truncatedTo(ChronoUnit.MILLIS);
      if (Times.isSayable(time)) {
        return time;
      }
    } catch (DateTimeException e) {
      // told below
    }
    throw bad(name, Characters.shown(text), "a time as in 2026-11-21T09:00:00.000Z");
  }

  @Nullable Instant timeOrNull(String name) {
    return has(name) ? time(name) : null;
  }

  RoomName room(String name) {
    return new RoomName(text(name));
  }

  @SuppressWarnings("unchecked") // Json makes no other maps
  Fields object(String name) {
    Object value = values.get(name);
    if (value instanceof Map) {
      return new Fields((Map<String, Object>) value);
    }
    throw wrongType(name, value, "an object");
  }

  /** The objects of an array; none when it is absent. */
  @SuppressWarnings("unchecked") // Json makes no other maps
  List<Fields> objects(String name) {
    List<Fields> objects = new ArrayList<>();
    for (Object item : array(name)) {
      if (!(item instanceof Map)) {
        throw wrongType(name, item, "an array of objects");
      }
      objects.add(new Fields((Map<String, Object>) item));
    }
    return objects;
  }

  /** The strings of an array; none when it is absent. */
  List<String> texts(String name) {
    List<String> texts = new ArrayList<>();
    for (Object item : array(name)) {
      if (!(item instanceof String text)) {
        throw wrongType(name, item, "an array of strings");
      }
      texts.add(text);
    }
    return texts;
  }

  private List<?> array(String name) {
    Object value = values.get(name);
    if (value == null) {
      return List.of();
    }
    if (value instanceof List<?> items) {
      return items;
    }
    throw wrongType(name, value, "an array");
  }

  private static InvalidValueException wrongType(
      String name, @Nullable Object value, String expected) {
    String shown = "an object or array";
    if (value == null) {
      shown = "missing";
    } else if (value instanceof String text) {
      shown = Characters.shown(text);
    } else if (!(value instanceof Map) && !(value instanceof List)) {
      shown = value.toString();
    }
    return bad(name, shown, expected);
  }

  private static InvalidValueException bad(String name, String value, String expected) {
    return new InvalidValueException(
        ErrorCode.BAD_REQUEST, name + ": " + value + " (expected: " + expected + ")");
  }
}
