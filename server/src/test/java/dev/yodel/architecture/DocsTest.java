package dev.yodel.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the documents point at is there, and what should be pointed at is. */
final class DocsTest {

  private static final Path PROJECT = Path.of("..").toAbsolutePath().normalize();
  private static final Pattern LINK = Pattern.compile("\\]\\(([^)#]+)(#[^)]*)?\\)");

  static List<Path> documents() throws IOException {
    try (Stream<Path> docs = Files.list(PROJECT.resolve("docs"))) {
      Stream<Path> pages = docs.filter(file -> file.toString().endsWith(".md"));
      return Stream.concat(Stream.of(PROJECT.resolve("README.md")), pages).sorted().toList();
    }
  }

  @ParameterizedTest
  @MethodSource("documents")
  void everyLinkLeadsToAFile(Path document) throws IOException {
    for (String link : links(document)) {
      if (!link.contains("://")) {
        assertThat(document.resolveSibling(link)).as("in %s", document).exists();
      }
    }
  }

  @Test
  void theReadmeLeadsToEveryDocument() throws IOException {
    List<Path> linked = links(PROJECT.resolve("README.md")).stream().map(PROJECT::resolve).toList();
    assertThat(linked).containsAll(documents().stream().filter(DocsTest::isInDocs).toList());
  }

  @ParameterizedTest
  @MethodSource("documents")
  void noMergeWasLeftHalfway(Path document) throws IOException {
    assertThat(Files.readAllLines(document))
        .noneMatch(line -> line.matches("(<<<<<<<|=======|>>>>>>>)( .*)?"));
  }

  private static boolean isInDocs(Path document) {
    return document.getParent().endsWith("docs");
  }

  private static List<String> links(Path document) throws IOException {
    Matcher matcher = LINK.matcher(Files.readString(document));
    return matcher.results().map(result -> result.group(1)).toList();
  }
}
