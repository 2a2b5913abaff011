package dev.yodel.client.terminal;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a size in bytes: {@code 65536}, {@code 64KiB} or {@code 1MiB}. */
final class SizeConverter implements ITypeConverter<Integer> {

  private static final Pattern SHAPE = Pattern.compile("(\\d{1,10})(b|k|kib|m|mib|)");

  @Override
  public Integer convert(String value) {
    Matcher matcher = SHAPE.matcher(value.toLowerCase(Locale.ROOT));
    if (matcher.matches()) {
      String unit = matcher.group(2);
      int shift = unit.startsWith("k") ? 10 : unit.startsWith("m") ? 20 : 0;
      long bytes = Long.parseLong(matcher.group(1)) << shift;
      if (bytes >= 1 && bytes <= Integer.MAX_VALUE - 16) {
        return (int) bytes;
      }
    }
    throw new TypeConversionException(
        "\"" + value + "\" (expected: a size such as 65536, 64KiB or 1MiB, less than 2 GiB)");
  }
}
