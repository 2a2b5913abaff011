package dev.yodel.reliability;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Looks for inputs that break a target, led by what they reach of the code: {@code ./yodel test
 * fuzz --minutes 10}, shared by all targets. What is found goes beside the inputs of the target,
 * and is then part of every build.
 */
@Tag("fuzz")
class FuzzIT {

  private static final int MINUTES = Integer.getInteger("fuzz.minutes", 10);
  private static final int LONGEST = 4_096;

  @ParameterizedTest
  @EnumSource
  void nothingIsFound(Fuzzed fuzzed) throws Exception {
    Path work = Path.of("target", "fuzz", fuzzed.name()).toAbsolutePath();
    Path corpus = Files.createDirectories(work.resolve("corpus"));
    Process jazzer =
        new ProcessBuilder(command(fuzzed, corpus))
            .directory(work.toFile())
            .redirectErrorStream(true)
            .redirectOutput(work.resolve("log").toFile())
            .start();
    int exit = jazzer.waitFor();
    List<String> log = Files.readAllLines(work.resolve("log"));
    log.stream()
        .filter(line -> line.contains("DONE") || line.contains("stat::"))
        .forEach(FuzzIT::say);
    assertThat(exit)
        .as("%s found something: copy %s/crash-* to %s", fuzzed, work, fuzzed.folder())
        .withFailMessage(() -> String.join("\n", log))
        .isZero();
  }

  private static void say(String line) {
    System.out.println("fuzz: " + line);
  }

  private static List<String> command(Fuzzed fuzzed, Path corpus) {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-cp",
                System.getProperty(
                    "surefire.test.class.path", System.getProperty("java.class.path")),
                "com.code_intelligence.jazzer.Jazzer",
                "--target_class=" + fuzzed.target.getName(),
                "--instrumentation_includes=dev.yodel.**",
                "--custom_hook_includes=dev.yodel.**",
                "-max_total_time=" + MINUTES * 60 / Fuzzed.values().length,
                "-max_len=" + LONGEST,
                "-print_final_stats=1",
                "-artifact_prefix=./",
                corpus.toString()));
    fuzzed.folders().forEach(folder -> command.add(folder.toAbsolutePath().toString()));
    return command;
  }
}
