package dev.yodel.server.rooms;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The published schemas, the golden files and the written page say the same. */
class SchemasTest {

  private static final Path GOLDEN = Path.of("../protocol/src/test/resources/golden");
  private static final Path PAGE = Path.of("../docs/protocol.md");

  private final Schemas schemas = new Schemas();

  SchemasTest() throws IOException {}

  static Stream<Path> golden() throws IOException {
    try (Stream<Path> files = Files.walk(GOLDEN)) {
      return files.filter(file -> file.toString().endsWith(".json")).toList().stream();
    }
  }

  @ParameterizedTest
  @MethodSource("golden")
  void goldenFileFitsItsSchema(Path file) throws IOException {
    String side = file.getParent().getFileName().toString();
    assertThat(schemas.errors(side, Files.readAllBytes(file))).isEmpty();
  }

  @Test
  void frameThatDoesNotFitIsSeen() {
    for (String frame :
        List.of(
            "{\"type\":\"pong\"}",
            "{\"type\":\"pong\",\"id\":1}",
            "{\"type\":\"pong\",\"id\":\"\"}",
            "{\"type\":\"pong\",\"id\":\"1\",\"more\":true}",
            "{\"type\":\"live\",\"room\":\"a\",\"seq\":-1}",
            "{\"type\":\"dance\"}")) {
      assertThat(schemas.errors("server", frame.getBytes(UTF_8))).as(frame).isNotEmpty();
    }
  }

  @Test
  void everyMessageIsOnThePageWithItsFields() throws IOException {
    String page = Files.readString(PAGE);
    for (String name : schemas.schemas().keySet()) {
      if (name.startsWith("client.") || name.startsWith("server.")) {
        String type = name.substring(name.indexOf('.') + 1);
        assertThat(page).contains("\n| `" + type + "` |");
      }
    }
  }
}
