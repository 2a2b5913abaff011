package dev.yodel.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yodel.launcher.SourceTree.Outcome;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the launcher builds, and when, with a Maven that only pretends to. */
final class LauncherBuildTest {

  @TempDir Path temporary;
  private SourceTree tree;
  private Path newest;

  @BeforeEach
  void lay() throws IOException {
    tree = new SourceTree(temporary);
    newest = tree.jdk("99.0.1");
  }

  @Test
  void buildsTheMissingServerAndRunsItsJar() throws Exception {
    Outcome outcome = tree.yodel("serve", "--port", "0");
    assertThat(outcome.exit()).isZero();
    assertThat(outcome.out().lines())
        .containsExactly(
            newest + "/bin/java", "-jar", jar("server/target/yodel-server.jar"), "--port", "0");
    assertThat(builds()).hasSize(1).allMatch(call -> call.contains("[server] [-am]"));
  }

  @Test
  void runsWithoutABuildWhenNothingChanged() throws Exception {
    tree.yodel("serve");
    tree.yodel("server", "--version");
    assertThat(builds()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"pom.xml", "web/page/index.html", "server/src/main/java/S.java"})
  void buildsAgainWhenASourceIsNewerThanTheJar(String source) throws Exception {
    tree.yodel("serve");
    tree.edit(source);
    tree.yodel("serve");
    assertThat(builds()).hasSize(2);
  }

  @Test
  void buildsTheClientAloneForEcho() throws Exception {
    Outcome outcome = tree.yodel("echo", "ws://localhost:8080/echo");
    assertThat(outcome.out().lines())
        .endsWith("-jar", jar("client/target/yodel.jar"), "echo", "ws://localhost:8080/echo");
    assertThat(builds()).hasSize(1).allMatch(call -> call.contains("[client] [-am]"));
  }

  @Test
  void leavesNoJarBehindWhenTheBuildFails() throws Exception {
    Outcome outcome = tree.yodel(Map.of("MVN_EXIT", "1"), "serve");
    assertThat(outcome.exit()).isEqualTo(1);
    assertThat(outcome.err()).contains("building server/target/yodel-server.jar failed");
    assertThat(tree.file("server/target/yodel-server.jar")).doesNotExist();
  }

  @Test
  void waitsForTheBuildOfAnotherLauncher() throws Exception {
    Map<String, String> slow = Map.of("MVN_UNTIL", "yodel: waiting for another build");
    for (Outcome outcome : tree.twoAtOnce(slow, "chat")) {
      assertThat(outcome.exit()).isZero();
      assertThat(outcome.out().lines()).endsWith(jar("client/target/yodel.jar"), "chat");
    }
    assertThat(builds()).hasSize(1);
  }

  @Test
  void buildsWithoutTheProgramThatLocks() throws Exception {
    tree.onlySystemPrograms(
        "sh", "sed", "find", "dirname", "basename", "readlink", "mkdir", "touch", "rm", "mv");
    Outcome outcome = tree.yodel("serve");
    assertThat(outcome.out().lines()).endsWith(jar("server/target/yodel-server.jar"));
    assertThat(outcome.err()).doesNotContain("flock");
  }

  private List<String> builds() throws IOException {
    return tree.calls().stream().filter(call -> call.contains("mvn [-B]")).toList();
  }

  private String jar(String name) throws IOException {
    return tree.file(name).toRealPath().toString();
  }
}
