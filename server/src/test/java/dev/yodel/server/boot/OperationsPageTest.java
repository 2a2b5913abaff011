package dev.yodel.server.boot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yodel.server.metrics.Why;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.Model.OptionSpec;

/** docs/operations.md says of every option what the command says. */
class OperationsPageTest {

  private static final Pattern ROW = Pattern.compile("\\| `(--[a-z-]+)` \\| ([^|]+) \\|");
  private static final Set<String> OF_EVERY_PROGRAM = Set.of("--help", "--version");

  @Test
  void everyOptionHasARowWithItsDefault() throws IOException {
    List<String> rows = new ArrayList<>();
    List<String> expected = new ArrayList<>();
    String page = Files.readString(Path.of("../docs/operations.md"));
    for (Matcher row = ROW.matcher(page); row.find(); ) {
      rows.add(row.group(1));
      OptionSpec option = option(row.group(1));
      if (option.defaultValue() != null) {
        assertThat(row.group(2)).as(row.group(1)).isEqualTo("`" + option.defaultValue() + "`");
      }
    }
    for (OptionSpec option : ServerCommand.line(Map.of()).getCommandSpec().options()) {
      if (!OF_EVERY_PROGRAM.contains(option.longestName())) {
        expected.add(option.longestName());
      }
    }
    assertThat(rows).containsExactlyInAnyOrderElementsOf(expected);
  }

  @Test
  void everyReasonOfARefusalIsNamed() throws IOException {
    String page = Files.readString(Path.of("../docs/operations.md"));
    for (Why why : Why.values()) {
      assertThat(page).contains("`" + why.word() + "`");
    }
  }

  private static OptionSpec option(String name) {
    OptionSpec option = ServerCommand.line(Map.of()).getCommandSpec().findOption(name);
    assertThat(option).as(name).isNotNull();
    return option;
  }
}
