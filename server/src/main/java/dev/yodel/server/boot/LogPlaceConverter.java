package dev.yodel.server.boot;

import dev.yodel.server.log.sqlite.LogFile;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads {@code sqlite:PATH} or {@code memory}, which is no file. */
final class LogPlaceConverter implements ITypeConverter<LogPlaceConverter.LogPlace> {

  static final String DEFAULT = "sqlite:./yodel-data/rooms.db";

  private static final String SQLITE = "sqlite:";

  /** A file, or none for memory. */
  record LogPlace(Optional<LogFile> file) {}

  @Override
  public LogPlace convert(String value) {
    if (value.equals("memory")) {
      return new LogPlace(Optional.empty());
    }
    if (!value.startsWith(SQLITE) || value.length() == SQLITE.length()) {
      throw new TypeConversionException(
          "\"" + value + "\" (expected: sqlite:PATH, like " + DEFAULT + ", or memory)");
    }
    try {
      return new LogPlace(Optional.of(new LogFile(Path.of(value.substring(SQLITE.length())))));
    } catch (InvalidPathException e) {
      throw new TypeConversionException("\"" + value + "\" (expected: sqlite: and a path)");
    }
  }
}
