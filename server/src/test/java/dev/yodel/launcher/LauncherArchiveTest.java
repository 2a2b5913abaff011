package dev.yodel.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yodel.launcher.SourceTree.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The archives of classes that the launcher makes, with a JDK that only pretends to. */
final class LauncherArchiveTest {

  private static final Map<String, String> ARCHIVES = Map.of("ARCHIVES", "1");

  @TempDir Path temporary;
  private SourceTree tree;

  @BeforeEach
  void lay() throws IOException {
    tree = new SourceTree(temporary);
    tree.jdk("99.0.1");
  }

  @ParameterizedTest
  @CsvSource({
    "serve, server/target/yodel-server",
    "chat, client/target/yodel",
    "echo, client/target/yodel",
    "conformance, client/target/yodel",
    "bench, client/target/yodel"
  })
  void startsFromAnArchiveOfClassesMadeOnce(String command, String jar) throws Exception {
    Outcome first = tree.yodel(ARCHIVES, command);
    String archive = archive(jar);
    assertThat(first.err()).contains("archiving classes in " + archive);
    assertThat(first.out().lines())
        .containsSequence("-XX:SharedArchiveFile=" + archive, "-Xshare:auto", "-jar");
    Outcome second = tree.yodel(ARCHIVES, command);
    assertThat(second.err()).doesNotContain("archiving");
    assertThat(second.out()).isEqualTo(first.out());
    assertThat(tree.yodel(ARCHIVES, "server", "--version").out()).doesNotContain(".jsa");
  }

  @Test
  void anotherJdkHasAnArchiveOfItsOwn() throws Exception {
    tree.yodel(ARCHIVES, "echo");
    tree.jdk("99.0.2");
    Path newer = temporary.resolve("jvms/jdk-99.0.2");
    Map<String, String> environment = Map.of("ARCHIVES", "1", "JAVA_HOME", newer.toString());
    assertThat(tree.yodel(environment, "echo").out()).contains("yodel-99.0.2.jsa");
    assertThat(tree.yodel(environment, "echo").err()).doesNotContain("archiving");
  }

  @Test
  void archiveThatCannotBeMadeIsNotTriedAgainBeforeTheNextBuild() throws Exception {
    Outcome first = tree.yodel("echo");
    assertThat(first.err()).contains("archiving");
    assertThat(first.out()).doesNotContain(".jsa");
    assertThat(tree.yodel("echo").err()).doesNotContain("archiving");
    tree.edit("client/src/main/java/C.java");
    assertThat(tree.yodel("echo").err()).contains("archiving");
  }

  @Test
  void twoThatStartAtOnceDoNotDisturbEachOther() throws Exception {
    tree.yodel(Map.of("JAVA_EXIT", "1"), "echo");
    Files.delete(Path.of(archive("client/target/yodel")));
    for (Outcome one : tree.twoAtOnce(Map.of("ARCHIVES", "2"), "echo", "ws://x")) {
      assertThat(one.exit()).isZero();
      assertThat(one.err()).contains("archiving");
      assertThat(one.out().lines())
          .contains("-XX:SharedArchiveFile=" + archive("client/target/yodel"));
    }
    try (Stream<Path> left = Files.list(tree.file("client/target"))) {
      assertThat(left.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrder("yodel.jar", "yodel-99.0.1.jsa");
    }
  }

  @Test
  void clientsMachineIsSmallAndSilentButTheOneThatMeasures() throws Exception {
    List<String> silent = List.of("-Xlog:disable", "-Xlog:all=error:stderr");
    List<String> small = List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC");
    assertThat(tree.yodel("echo").out().lines()).containsAll(silent).containsAll(small);
    assertThat(tree.yodel("bench").out().lines())
        .containsAll(silent)
        .doesNotContainAnyElementsOf(small);
    assertThat(tree.yodel("serve").out().lines())
        .doesNotContainAnyElementsOf(silent)
        .doesNotContainAnyElementsOf(small);
  }

  private String archive(String jar) throws IOException {
    return tree.file("yodel").toRealPath().resolveSibling(jar + "-99.0.1.jsa").toString();
  }
}
