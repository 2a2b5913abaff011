package dev.yodel.server.rooms;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.yodel.protocol.BadMessageException;
import dev.yodel.protocol.JsonLine;
import dev.yodel.protocol.Limits;
import dev.yodel.protocol.MessageCodec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The published schemas, the golden files and the written page say the same. */
class SchemasTest {

  private static final Path GOLDEN = Path.of("../protocol/src/test/resources/golden");
  private static final Path PAGE = Path.of("../docs/protocol.md");

  private final Schemas schemas = new Schemas();
  private final MessageCodec codec = new MessageCodec(Limits.DEFAULT);

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

  /** The bounds of what a client says are those that the codec holds it to, on both sides. */
  @ParameterizedTest
  @MethodSource("golden")
  void boundsAreThoseOfTheCodec(Path file) throws Exception {
    Map<String, Object> frame = Schemas.object(Schemas.parse(Files.readAllBytes(file)));
    if (file.getParent().endsWith("client")) {
      Object schema = schemas.schemas().get("client." + frame.get("type"));
      Map<String, Object> fields = Schemas.object(Schemas.object(schema).get("properties"));
      for (String field : frame.keySet()) {
        checkBounds(frame, field, schemas.resolved(fields.get(field)));
      }
    }
  }

  private void checkBounds(Map<String, Object> frame, String field, Map<String, Object> bounds) {
    if (bounds.get("maxLength") instanceof Long most) {
      checkBound(with(frame, field, "𝒶".repeat(most.intValue())), true);
      checkBound(with(frame, field, "𝒶".repeat(most.intValue() + 1)), false);
    }
    if (bounds.get("minLength") != null) {
      checkBound(with(frame, field, ""), false);
    }
    if (bounds.get("minimum") instanceof Long least) {
      checkBound(with(frame, field, least - 1), false);
    }
    if (bounds.get("maximum") instanceof Long most) {
      checkBound(with(frame, field, most + 1), false);
    }
  }

  private static byte[] with(Map<String, Object> frame, String field, Object value) {
    Map<String, Object> changed = new LinkedHashMap<>(frame);
    changed.put(field, value);
    return JsonLine.write(changed).getBytes(UTF_8);
  }

  private void checkBound(byte[] frame, boolean good) {
    boolean read = true;
    try {
      codec.readClient(frame);
    } catch (BadMessageException e) {
      read = false;
    }
    String text = new String(frame, UTF_8);
    assertThat(read).as(text).isEqualTo(good);
    assertThat(schemas.errors("client", frame).isEmpty()).as(text).isEqualTo(good);
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
