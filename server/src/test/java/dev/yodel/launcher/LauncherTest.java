package dev.yodel.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yodel.launcher.SourceTree.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The launcher, run as a user runs it, among programs that note how they were called. */
final class LauncherTest {

  @TempDir Path temporary;
  private SourceTree tree;

  @BeforeEach
  void lay() throws IOException {
    tree = new SourceTree(temporary);
    tree.jdk("17.0.15");
    tree.jdk("11.0.2");
    tree.jdk("99.0.1");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"chat", "connect", "replay", "bench", "conformance", "generate-completion"})
  void runsTheOtherCommandsOfTheClientByItsJar(String command) throws Exception {
    assertThat(tree.yodel(command, "ws://x", "--strict").out().lines())
        .endsWith("-jar", jar("client/target/yodel.jar"), command, "ws://x", "--strict");
  }

  @Test
  void passesOddArgumentsOnAndPrintsALineThatCanBeCopied() throws Exception {
    Outcome outcome = tree.yodel("echo", "it's", "", "a b", "$HOME", "*");
    assertThat(outcome.out().lines()).endsWith("echo", "it's", "", "a b", "$HOME", "*");
    String line = outcome.err().lines().filter(l -> l.contains("-jar")).findFirst().orElseThrow();
    List<String> shell = List.of("sh", "-c", line.substring("yodel: ".length()));
    assertThat(tree.run(Map.of(), temporary, shell).out()).isEqualTo(outcome.out());
  }

  @Test
  void givesTheJvmAnEncodingThatLosesNoArgument() throws Exception {
    for (String locale : List.of("", "C", "POSIX")) {
      Outcome plain = tree.yodel(Map.of("LC_ALL", locale), "echo");
      assertThat(plain.err()).contains("yodel: LC_ALL=C.UTF-8 ");
    }
    Outcome own = tree.yodel(Map.of("LANG", "de_CH.UTF-8"), "echo");
    assertThat(own.err()).contains("yodel: ").doesNotContain("LC_ALL");
  }

  @Test
  void worksThroughLinksFromAnyFolder() throws Exception {
    Path link = Files.createSymbolicLink(temporary.resolve("far"), tree.file("yodel"));
    Path second =
        Files.createSymbolicLink(temporary.resolve("y"), Path.of(link.getFileName() + ""));
    Outcome outcome = tree.run(Map.of(), Path.of("/"), SourceTree.command(second, "serve"));
    assertThat(outcome.out().lines()).contains(jar("server/target/yodel-server.jar"));
  }

  @Test
  void handsTheExitCodeOfTheProgramOn() throws Exception {
    assertThat(tree.yodel(Map.of("JAVA_EXIT", "7"), "echo", "ws://x").exit()).isEqualTo(7);
  }

  @Test
  void takesTheJdkOfJavaHomeFirst() throws Exception {
    Path chosen = tree.jdk("21");
    Outcome outcome = tree.yodel(Map.of("JAVA_HOME", chosen.toString()), "serve");
    assertThat(outcome.out()).startsWith(chosen + "/bin/java");
    assertThat(tree.calls()).contains("[jdk-21]");
  }

  @Test
  void refusesAJavaHomeThatIsTooOld() throws Exception {
    Path old = tree.jdk("8.0.1");
    Outcome outcome = tree.yodel(Map.of("JAVA_HOME", old.toString()), "serve");
    assertThat(outcome.exit()).isEqualTo(1);
    assertThat(outcome.err()).contains(old.toString(), "17 or newer");
  }

  @Test
  void testsOnJdk17BecauseTheGateRunsThere() throws Exception {
    assertThat(tree.yodel("test").exit()).isZero();
    assertThat(tree.calls()).contains("mvn [-B] [verify]").contains("[jdk-17.0.15]");
  }

  @ParameterizedTest
  @ValueSource(strings = {"long", "foreign", "posts", "curves"})
  void runsAGroupOfTestsByName(String group) throws Exception {
    tree.program("apt-get", "");
    assertThat(tree.yodel("test", group, "-o").exit()).isZero();
    assertThat(tree.calls())
        .contains("mvn [-B] [verify] [-Dtest.groups=" + group + "] [-Dtest.excluded=] [-o]");
  }

  @ParameterizedTest
  @CsvSource({"crash, rounds", "cut, sends"})
  void runsWhatIsRandomAsOftenAsAsked(String group, String counted) throws Exception {
    tree.program("apt-get", "");
    assertThat(tree.yodel("test", group, "--" + counted, "7", "--seed", "3", "-o").exit()).isZero();
    assertThat(tree.calls())
        .contains(
            ("mvn [-B] [verify] [-Dtest.groups=%1$s] [-Dtest.excluded=] [-D%1$s.%2$s=7]"
                    + " [-D%1$s.seed=3] [-o]")
                .formatted(group, counted));
  }

  @ParameterizedTest
  @CsvSource({
    "crash, rounds=500",
    "cut, sends=10000",
    "leaks, cycles=100000",
    "hostile, seconds=10",
    "soak, minutes=10",
    "fuzz, minutes=10"
  })
  void runsWhatIsRandomForLongUnlessToldOtherwise(String group, String count) throws Exception {
    tree.program("apt-get", "");
    assertThat(tree.yodel("test", group).exit()).isZero();
    assertThat(tree.calls())
        .contains(
            "mvn [-B] [verify] [-Dtest.groups=%1$s] [-Dtest.excluded=] [-D%1$s.%2$s]"
                .formatted(group, count));
  }

  @Test
  void installsMissingProgramsBySudo() throws Exception {
    systemWithout("chromium", "tmux");
    tree.program("id", "echo 1000");
    tree.program("apt-get", "");
    tree.program("sudo", "\"$@\"");
    assertThat(tree.yodel("test").exit()).isZero();
    assertThat(tree.calls())
        .contains("apt-get [update] [-q]")
        .contains("apt-get [install] [-qy] [--no-install-recommends] [chromium] [tmux]")
        .anyMatch(call -> call.startsWith("sudo [env]"));
  }

  @Test
  void namesTheMissingProgramWhenItMayNotInstall() throws Exception {
    systemWithout("tmux");
    tree.program("id", "echo 1000");
    tree.program("apt-get", "");
    Outcome outcome = tree.yodel("test");
    assertThat(outcome.exit()).isEqualTo(1);
    assertThat(outcome.err()).contains("as root: apt-get install tmux");
  }

  @Test
  void namesTheMissingProgramWhereThereIsNoAptGet() throws Exception {
    systemWithout("chromium");
    Outcome outcome = tree.yodel("test");
    assertThat(outcome.exit()).isEqualTo(1);
    assertThat(outcome.err()).contains("please install: chromium");
  }

  @Test
  void buildServerRunsTheSameTests() throws Exception {
    List<String> command = SourceTree.command(tree.file(".ci/run"));
    assertThat(tree.run(Map.of(), Path.of("/"), command).exit()).isZero();
    assertThat(tree.calls()).contains("mvn [-B] [verify]");
  }

  @Test
  void helpListsTheCommands() throws Exception {
    Outcome outcome = tree.yodel("--help");
    assertThat(outcome.exit()).isZero();
    assertThat(outcome.out())
        .contains("serve", "server SUBCOMMAND", "chat [URL]", "echo [URL]", "test long")
        .contains("connect", "generate-completion");
  }

  @Test
  void anUnknownCommandIsAUsageError() throws Exception {
    Outcome outcome = tree.yodel("sing");
    assertThat(outcome.exit()).isEqualTo(2);
    assertThat(outcome.err())
        .contains(
            "\"sing\" (expected: serve, server, chat, echo, connect, replay, bench, conformance,"
                + " generate-completion, test or --help)");
  }

  private void systemWithout(String... programs) throws IOException {
    tree.onlySystemPrograms(
        "sh", "sed", "find", "dirname", "basename", "readlink", "id", "env", "mkdir", "touch");
    for (String program : programs) {
      tree.without(program);
    }
  }

  private String jar(String name) throws IOException {
    return tree.file(name).toRealPath().toString();
  }
}
