package dev.yodel.server.boot;

import java.util.Locale;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads what the environment says of an option that has no value. */
final class SwitchConverter implements ITypeConverter<Boolean> {

  @Override
  public Boolean convert(String value) {
    return switch (value.toLowerCase(Locale.ROOT)) {
      case "true" -> true;
      case "false" -> false;
      default -> throw new TypeConversionException("\"" + value + "\" (expected: true or false)");
    };
  }
}
