package dev.yodel.jar;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Set;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The list of parts in the server's jar. Its maker wants the network, so a build without one leaves
 * it out.
 */
@Tag("long")
final class PartsIT {

  private static final Path JAR = Path.of("target", "yodel-server.jar");

  /** JLine's three clauses call themselves "The BSD License", which is read as the old four. */
  private static final Set<String> LICENCES =
      Set.of(
          "Apache-2.0",
          "MIT",
          "EPL-2.0",
          "LGPL-2.1-only",
          "BSD-2-Clause",
          "BSD-4-Clause",
          "CC0-1.0");

  private static String text(Path file, String name) throws IOException {
    try (JarFile jar = new JarFile(file.toFile())) {
      byte[] bytes = jar.getInputStream(jar.getEntry(name)).readAllBytes();
      return new String(bytes, StandardCharsets.UTF_8);
    }
  }

  private static Set<String> found(String regex, String text) {
    return Pattern.compile(regex)
        .matcher(text)
        .results()
        .map(found -> found.group(1))
        .collect(Collectors.toSet());
  }

  @Test
  void everyPartIsListedWithALicenceThatAllowsIt() throws IOException {
    assertThat(groupsIn(JAR)).contains("io.netty", "org.xerial");
  }

  /**
   * The groups of the parts that a jar of ours lists: each is named where licences are, and nothing
   * tells when or where the list was made.
   */
  static Set<String> groupsIn(Path jar) throws IOException {
    String name = jar.getFileName().toString().replace(".jar", ".cdx.json");
    String bom = text(jar, "META-INF/sbom/" + name);
    assertThat(bom).doesNotContain("serialNumber", "timestamp");
    Set<String> groups = found("\"purl\" : \"pkg:maven/([^/]+)/", bom);
    assertThat(groups).doesNotContain("org.junit.jupiter");
    groups.remove("dev.yodel");
    assertThat(found("\\| `([a-z.0-9]+)` \\|", text(jar, "META-INF/yodel/THIRD-PARTY.md")))
        .containsAll(groups);
    assertThat(found("\"license\" : \\{\\s*\"(?:id|name)\" : \"([^\"]+)\"", bom))
        .isSubsetOf(LICENCES);
    return groups;
  }
}
