package dev.yodel.server.boot;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads bytes: {@code 65536}, {@code 64KiB} or {@code 1MiB}. */
final class SizeConverter implements ITypeConverter<Integer> {

  private static final Pattern SHAPE = Pattern.compile("(\\d{1,18})(KiB|MiB|GiB)?");

  /** Reads what may be more than an array holds: all of a machine's memory. */
  static final class OfMemory implements ITypeConverter<Long> {
    @Override
    public Long convert(String value) {
      return bytes(value, Long.MAX_VALUE, "bytes, like 67108864, 64MiB or 4GiB");
    }
  }

  @Override
  public Integer convert(String value) {
    return (int) bytes(value, Integer.MAX_VALUE, "bytes below 2 GiB, like 65536, 64KiB or 1MiB");
  }

  private static long bytes(String value, long most, String expected) {
    Matcher parts = SHAPE.matcher(value);
    if (parts.matches()) {
      long number = Long.parseLong(parts.group(1));
      int shift = shift(parts.group(2));
      if (number <= most >> shift) {
        return number << shift;
      }
    }
    throw new TypeConversionException("\"" + value + "\" (expected: " + expected + ")");
  }

  private static int shift(@Nullable String unit) {
    if (unit == null) {
      return 0;
    }
    return switch (unit) {
      case "KiB" -> 10;
      case "MiB" -> 20;
      default -> 30;
    };
  }
}
