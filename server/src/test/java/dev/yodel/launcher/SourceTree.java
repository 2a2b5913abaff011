package dev.yodel.launcher;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * A copy of the launcher in a tree of its own, among programs that only write down how they were
 * called: what the launcher decides is seen without a build.
 */
final class SourceTree {

  /** What a run of the launcher did. */
  record Outcome(int exit, String out, String err) {}

  /** In one write, since others may note theirs at the same time. */
  private static final String RECORD =
      """
      line=$(basename "$0")
      for w; do line="$line [$w]"; done
      printf '%s\\n' "$line" >> "$CALLS"
      """;

  private final Path folder;
  private final Path programs;
  private final Path jvms;
  private final Path calls;
  private final List<String> path = new ArrayList<>();

  /**
   * Builds the tree in a folder whose name has a space and a quote. Its mvn leaves the jars at
   * once, and with MVN_UNTIL in its environment ends only when a launcher has told that.
   */
  SourceTree(Path temporary) throws IOException {
    folder = Files.createDirectories(temporary.resolve("the house's copy"));
    programs = Files.createDirectories(temporary.resolve("programs"));
    jvms = Files.createDirectories(temporary.resolve("jvms"));
    calls = temporary.resolve("calls");
    path.add(programs.toString());
    for (String source : sources()) {
      Path file = folder.resolve(source);
      Files.createDirectories(file.getParent());
      Files.writeString(file, source);
      age(file);
    }
    copy("yodel");
    copy(".ci/run");
    program(
        "mvn",
        """
        printf '[%s]\\n' "$(basename "$JAVA_HOME")" >> "$CALLS"
        mkdir -p server/target client/target
        touch server/target/yodel-server.jar client/target/yodel.jar
        until [ -z "${MVN_UNTIL:-}" ] || [ ! -f "$CALLS" ] || grep -qs "$MVN_UNTIL" "${CALLS%/*}"/err*; do
          sleep 0.05
        done
        exit ${MVN_EXIT:-0}
        """);
    for (String tool : List.of("chromium", "tmux", "go", "java")) {
      program(tool, "");
    }
  }

  private static List<String> sources() {
    return List.of(
        "pom.xml",
        "protocol/pom.xml",
        "protocol/src/main/java/P.java",
        "web/pom.xml",
        "web/page/index.html",
        "server/pom.xml",
        "server/src/main/java/S.java",
        "client/pom.xml",
        "client/src/main/java/C.java");
  }

  /** The folder of the project, found from the folder that tests run in. */
  static Path project() {
    Path here = Path.of("").toAbsolutePath();
    while (here != null && !Files.exists(here.resolve("yodel"))) {
      here = here.getParent();
    }
    if (here == null) {
      throw new IllegalStateException("no launcher above " + Path.of("").toAbsolutePath());
    }
    return here;
  }

  private void copy(String name) throws IOException {
    Path target = folder.resolve(name);
    Files.createDirectories(target.getParent());
    Files.copy(project().resolve(name), target);
    target.toFile().setExecutable(true);
  }

  private static void age(Path file) throws IOException {
    FileTime past = FileTime.from(Instant.now().minus(Duration.ofHours(1)));
    Files.setLastModifiedTime(file, past);
    Files.setLastModifiedTime(file.getParent(), past);
  }

  Path file(String name) {
    return folder.resolve(name);
  }

  /** Makes a source newer than every jar. */
  void edit(String source) throws IOException {
    Files.setLastModifiedTime(
        folder.resolve(source), FileTime.from(Instant.now().plus(Duration.ofMinutes(1))));
  }

  /** Adds a program that notes its name and arguments, then does what the script says. */
  void program(String name, String script) throws IOException {
    executable(programs.resolve(name), "#!/bin/sh\n" + RECORD + script);
  }

  /** Leaves of the system's programs only these, so that others are missing. */
  void onlySystemPrograms(String... names) throws IOException {
    path.add(Files.createDirectories(programs.resolveSibling("system")).toString());
    for (String name : names) {
      executable(Path.of(path.get(1), name), "#!/bin/sh\nexec /usr/bin/" + name + " \"$@\"\n");
    }
  }

  void without(String program) throws IOException {
    Files.delete(programs.resolve(program));
  }

  /**
   * Adds a JDK of a version to the usual place; its java prints its arguments, one a line, and with
   * ARCHIVES in its environment leaves the archive that it is asked for, once so many were asked.
   */
  Path jdk(String version) throws IOException {
    Path home = jvms.resolve("jdk-" + version);
    Files.createDirectories(home.resolve("bin"));
    executable(
        home.resolve("bin/java"),
        """
        #!/bin/sh
        printf '%s\\n' "$0" "$@"
        case ${ARCHIVES:-}$1 in
          [1-9]-XX:DumpLoadedClassList=*) echo classes >"${1#*=}" ;;
          [1-9]-Xshare:dump)
            : >"$CALLS.$$"
            until [ "$(find "${CALLS%/*}" -name 'calls.*' | wc -l)" -ge "$ARCHIVES" ]; do sleep 0.05; done
            cp "${2#*=}" "${3#*=}" ;;
        esac
        exit ${JAVA_EXIT:-0}
        """);
    executable(home.resolve("bin/javac"), "#!/bin/sh\n");
    Files.writeString(home.resolve("release"), "JAVA_VERSION=\"" + version + "\"\n");
    return home;
  }

  private static void executable(Path file, String script) throws IOException {
    Files.writeString(file, script);
    file.toFile().setExecutable(true);
  }

  /** The calls that programs noted, oldest first. */
  List<String> calls() throws IOException {
    return Files.exists(calls) ? Files.readAllLines(calls) : List.of();
  }

  Outcome yodel(String... arguments) throws Exception {
    return run(Map.of(), folder, command(file("yodel"), arguments));
  }

  Outcome yodel(Map<String, String> environment, String... arguments) throws Exception {
    return run(environment, folder, command(file("yodel"), arguments));
  }

  /** Two launchers that are started together. */
  List<Outcome> twoAtOnce(Map<String, String> environment, String... arguments) throws Exception {
    Callable<Outcome> launcher = () -> yodel(environment, arguments);
    ExecutorService both = Executors.newFixedThreadPool(2);
    try {
      Future<Outcome> first = both.submit(launcher);
      Future<Outcome> second = both.submit(launcher);
      return List.of(first.get(), second.get());
    } finally {
      both.shutdownNow();
    }
  }

  static List<String> command(Path program, String... arguments) {
    List<String> command = new ArrayList<>(List.of(program.toString()));
    command.addAll(List.of(arguments));
    return command;
  }

  Outcome run(Map<String, String> environment, Path cwd, List<String> command) throws Exception {
    Path out = Files.createTempFile(jvms.getParent(), "out", "");
    Path err = Files.createTempFile(jvms.getParent(), "err", "");
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(cwd.toFile())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile());
    Map<String, String> own = builder.environment();
    own.clear();
    own.put("PATH", path.size() > 1 ? String.join(":", path) : path.get(0) + ":/usr/bin:/bin");
    own.put("HOME", jvms.getParent().toString());
    own.put("YODEL_JVMS", jvms.toString());
    own.put("CALLS", calls.toString());
    own.putAll(environment);
    Process process = builder.start();
    if (!process.waitFor(60, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new IllegalStateException("still running: " + command);
    }
    return new Outcome(process.exitValue(), text(out), text(err));
  }

  private static String text(Path file) throws IOException {
    return Files.readString(file, StandardCharsets.UTF_8);
  }
}
