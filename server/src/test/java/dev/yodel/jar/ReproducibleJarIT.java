package dev.yodel.jar;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two builds from the same sources, in two folders, make the same bytes. They list their parts,
 * which wants the network.
 */
@Tag("long")
final class ReproducibleJarIT {

  private static final List<String> JARS =
      List.of("server/target/yodel-server.jar", "client/target/yodel.jar");
  private static final Path PROJECT = Path.of("..").toAbsolutePath().normalize();

  @TempDir private Path folder;

  @Test
  void twoBuildsAreTheSameToTheByte() throws Exception {
    Path first = build("first");
    Path second = build("another place");
    for (String jar : JARS) {
      assertThat(Files.mismatch(first.resolve(jar), second.resolve(jar))).as(jar).isEqualTo(-1);
      assertThat(PartsIT.groupsIn(first.resolve(jar))).as(jar).contains("io.netty");
    }
  }

  @Test
  void aSecondBuildInTheSameFolderChangesNothing() throws Exception {
    Path tree = build("tree");
    byte[] before = Files.readAllBytes(tree.resolve(JARS.get(0)));
    maven(tree);
    assertThat(Files.readAllBytes(tree.resolve(JARS.get(0)))).isEqualTo(before);
  }

  private Path build(String name) throws Exception {
    Path tree = folder.resolve(name);
    try (Stream<Path> files = Files.walk(PROJECT)) {
      for (Path file : files.filter(ReproducibleJarIT::isSource).toList()) {
        Path target = tree.resolve(PROJECT.relativize(file).toString());
        Files.createDirectories(target.getParent());
        Files.copy(file, target);
      }
    }
    maven(tree);
    return tree;
  }

  private static boolean isSource(Path file) {
    String name = PROJECT.relativize(file).toString().replace('\\', '/');
    return Files.isRegularFile(file)
        && !name.matches("(.*/)?target/.*")
        && !name.startsWith(".git/")
        && !name.contains("src/test/");
  }

  private static void maven(Path tree) throws IOException, InterruptedException {
    Path log = tree.resolve("log");
    ProcessBuilder builder =
        new ProcessBuilder("mvn", "-B", "-q", "-P", "!gate", "-Dmaven.test.skip=true", "package")
            .directory(tree.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile());
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    Process process = builder.start();
    try {
      assertThat(process.waitFor(5, TimeUnit.MINUTES)).isTrue();
    } finally {
      process.destroyForcibly();
    }
    assertThat(process.exitValue()).as(Files.readString(log)).isZero();
  }
}
