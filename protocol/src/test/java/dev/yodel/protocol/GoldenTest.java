package dev.yodel.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The golden files: one truth for this codec and for the page's. */
class GoldenTest {

  private static final Path GOLDEN = Path.of("src/test/resources/golden");

  private final MessageCodec codec = new MessageCodec(Limits.DEFAULT);
  private final Json json = new Json();

  static Stream<Path> client() throws IOException {
    return files("client");
  }

  static Stream<Path> server() throws IOException {
    return files("server");
  }

  private static Stream<Path> files(String side) throws IOException {
    try (Stream<Path> files = Files.list(GOLDEN.resolve(side))) {
      return files.sorted().toList().stream();
    }
  }

  @ParameterizedTest
  @MethodSource("client")
  void clientMessageIsReadAndWrittenAgain(Path file) throws Exception {
    byte[] golden = Files.readAllBytes(file);
    ClientMessage message = codec.readClient(golden);
    assertThat(tree(codec.write(message))).isEqualTo(tree(golden));
    assertThat(codec.readClient(codec.write(message))).isEqualTo(message);
  }

  @ParameterizedTest
  @MethodSource("server")
  void serverMessageIsReadAndWrittenAgain(Path file) throws Exception {
    byte[] golden = Files.readAllBytes(file);
    ServerMessage message = codec.readServer(golden);
    assertThat(tree(codec.write(message))).isEqualTo(tree(golden));
    assertThat(codec.readServer(codec.write(message))).isEqualTo(message);
  }

  @Test
  void everyTypeHasAGoldenFile() throws Exception {
    assertThat(types(client())).hasSize(ClientVisitor.class.getMethods().length);
    int known = Visitor.class.getMethods().length - 1; // onOther is for what is not known
    assertThat(types(server())).hasSize(known);
  }

  private Set<String> types(Stream<Path> files) throws IOException {
    Set<String> types = new TreeSet<>();
    for (Path file : files.toList()) {
      types.add(json.read(Files.readAllBytes(file)).text("type"));
    }
    return types;
  }

  private Object tree(byte[] text) {
    return json.readTree(text);
  }
}
