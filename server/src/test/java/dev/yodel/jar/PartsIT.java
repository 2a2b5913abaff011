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

  private static String text(String name) throws IOException {
    try (JarFile jar = new JarFile(JAR.toFile())) {
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
    String bom = text("META-INF/sbom/yodel-server.cdx.json");
    Set<String> groups = found("\"purl\" : \"pkg:maven/([^/]+)/", bom);
    assertThat(groups).contains("io.netty", "org.xerial").doesNotContain("org.junit.jupiter");
    groups.remove("dev.yodel");
    assertThat(found("\\| `([a-z.0-9]+)` \\|", text("META-INF/yodel/THIRD-PARTY.md")))
        .containsAll(groups);
    assertThat(found("\"license\" : \\{\\s*\"(?:id|name)\" : \"([^\"]+)\"", bom))
        .isSubsetOf("Apache-2.0", "MIT", "EPL-2.0", "LGPL-2.1-only");
  }
}
