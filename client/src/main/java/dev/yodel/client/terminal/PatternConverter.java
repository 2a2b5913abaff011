package dev.yodel.client.terminal;

import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a regular expression. */
final class PatternConverter implements ITypeConverter<Pattern> {

  @Override
  public Pattern convert(String value) {
    try {
      return Pattern.compile(value);
    } catch (PatternSyntaxException wrong) {
      throw new TypeConversionException(
          "\"" + value + "\": " + wrong.getDescription() + " (expected: a regular expression)");
    }
  }
}
