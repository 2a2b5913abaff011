package dev.yodel.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The gate is wired: a tree of modules under the project's own pom, each with one fault, and Maven
 * over it. On a JDK other than 17 there is no gate, and all of them but the broken one compile.
 */
final class GateIT {

  private static final boolean GATED = Runtime.version().feature() == 17;

  @TempDir private Path folder;

  /** One fault a module: what is wrong, and the words that the gate has for it. */
  private static Map<String, List<String>> faults() {
    return new TreeMap<>(
        Map.of(
            "format", List.of("package p;\n\nclass Fault {int  x;}\n", "format violations"),
            "size", List.of(fortyOneLines(), "MethodLength"),
            "nullness", List.of(body("Object f() {\n    return null;\n  }"), "NullAway"),
            "lint", List.of(body("java.util.List f = null;"), "found raw type"),
            "bug", List.of(body("void f() {\n    new Exception();\n  }"), "DeadException")));
  }

  private static String body(String member) {
    return "package p;\n\n@org.jspecify.annotations.NullMarked\nclass Fault {\n  "
        + member
        + "\n}\n";
  }

  private static String fortyOneLines() {
    return body("void f() {\n" + "    g();\n".repeat(40) + "  }\n\n  void g() {}");
  }

  @Test
  void everyFaultFailsItsModule() throws Exception {
    for (Map.Entry<String, List<String>> fault : faults().entrySet()) {
      module(fault.getKey(), fault.getValue().get(0));
    }
    module("clean", body("int f;"));
    reactor();
    String log = maven();
    assertThat(outcome(log, "clean")).as(log).isEqualTo("SUCCESS");
    for (Map.Entry<String, List<String>> fault : faults().entrySet()) {
      if (GATED) {
        assertThat(outcome(log, fault.getKey())).as(fault.getKey()).isEqualTo("FAILURE");
        assertThat(log).contains(fault.getValue().get(1));
      } else {
        assertThat(outcome(log, fault.getKey())).as(fault.getKey()).isEqualTo("SUCCESS");
      }
    }
  }

  private static String outcome(String log, String module) {
    return log.lines()
        .filter(line -> line.startsWith("[INFO] " + module + " ."))
        .map(line -> line.replaceAll(".*\\.+ (\\w+).*", "$1"))
        .findFirst()
        .orElse("not built:\n" + log);
  }

  private void module(String name, String source) throws IOException {
    Path sources = Files.createDirectories(folder.resolve(name).resolve("src/main/java/p"));
    Files.writeString(sources.resolve("Fault.java"), source);
    pom(folder.resolve(name), name, "");
  }

  private void reactor() throws IOException {
    StringBuilder modules = new StringBuilder("<packaging>pom</packaging><modules>");
    faults().keySet().forEach(name -> modules.append("<module>" + name + "</module>"));
    pom(folder, "reactor", modules.append("<module>clean</module></modules>").toString());
  }

  private static void pom(Path target, String name, String more) throws IOException {
    String pom =
        """
        <project xmlns="http://maven.apache.org/POM/4.0.0">
          <modelVersion>4.0.0</modelVersion>
          <parent>
            <groupId>dev.yodel</groupId>
            <artifactId>yodel</artifactId>
            <version>1.0.0-SNAPSHOT</version>
            <relativePath>%s</relativePath>
          </parent>
          <artifactId>%s</artifactId>
          <name>%s</name>
          %s
        </project>
        """;
    Path parent = target.toRealPath().relativize(project().resolve("pom.xml"));
    Files.writeString(target.resolve("pom.xml"), pom.formatted(parent, name, name, more));
  }

  private static Path project() throws IOException {
    return Path.of("..").toRealPath();
  }

  private String maven() throws Exception {
    Path log = folder.resolve("log");
    ProcessBuilder builder =
        new ProcessBuilder(
                "mvn",
                "-o",
                "-B",
                "-fae",
                "-Dstyle.color=never",
                "-Denforcer.skip",
                "-Dmaven.multiModuleProjectDirectory=" + project(),
                "compile")
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile());
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    builder
        .environment()
        .put("MAVEN_OPTS", Files.readString(project().resolve(".mvn/jvm.config")).strip());
    Process process = builder.start();
    try {
      assertThat(process.waitFor(5, TimeUnit.MINUTES)).isTrue();
    } finally {
      process.destroyForcibly();
    }
    return Files.readString(log);
  }
}
