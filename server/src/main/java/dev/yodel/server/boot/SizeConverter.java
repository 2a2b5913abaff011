package dev.yodel.server.boot;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads bytes: {@code 65536}, {@code 64KiB} or {@code 1MiB}. */
final class SizeConverter implements ITypeConverter<Integer> {

  private static final Pattern SHAPE = Pattern.compile("(\\d{1,10})(KiB|MiB|GiB)?");

  @Override
  public Integer convert(String value) {
    Matcher parts = SHAPE.matcher(value);
    if (parts.matches()) {
      long number = Long.parseLong(parts.group(1));
      int shift = shift(parts.group(2));
      if (number <= Integer.MAX_VALUE >> shift) {
        return (int) number << shift;
      }
    }
    throw new TypeConversionException(
        "\"" + value + "\" (expected: bytes below 2 GiB, like 65536, 64KiB or 1MiB)");
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
