package dev.yodel.conformance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/** The Autobahn suite's fuzzing client, in a JVM of its own since it brings a whole Python. */
final class FuzzingClient {

  /**
   * What the suite thinks of one case.
   *
   * @param behavior OK, NON-STRICT, INFORMATIONAL or FAILED
   * @param close the same of the closing handshake and its code
   */
  record Verdict(String name, String behavior, String close) {

    boolean isStrictlyGood() {
      return isGood(behavior) && isGood(close);
    }

    private static boolean isGood(String word) {
      return word.equals("OK") || word.equals("INFORMATIONAL");
    }
  }

  private static final String AGENT = "yodel";
  private static final String PROGRAM =
      "import sys; sys.argv = ['wstest', '-m', 'fuzzingclient', '-s', sys.argv[1]];"
          + " from autobahntestsuite import wstest; wstest.run()";

  private final Path folder;

  /**
   * A client.
   *
   * @param run names the folder below {@code target/autobahn} where its report stays
   */
  FuzzingClient(String run) throws IOException {
    folder = Files.createDirectories(suite().resolve(run));
  }

  private static Path suite() {
    return Path.of("target", "autobahn").toAbsolutePath();
  }

  /** Runs the cases of these patterns against a server and reads the report. */
  List<Verdict> run(String url, Duration limit, String... cases) throws Exception {
    Path spec = Files.writeString(folder.resolve("spec.json"), spec(url, cases));
    Files.deleteIfExists(folder.resolve("index.json"));
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx768m",
                "-Dpython.import.site=false",
                "-Dpython.cachedir.skip=true",
                "-cp",
                classPath(),
                "org.python.util.jython",
                "-c",
                PROGRAM,
                spec.toString())
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("log").toFile())
            .start();
    try {
      if (!process.waitFor(limit.toSeconds(), TimeUnit.SECONDS)) {
        throw new IllegalStateException("still running after " + limit + ", see " + folder);
      }
      if (process.exitValue() != 0) {
        throw new IllegalStateException(Files.readString(folder.resolve("log")));
      }
    } finally {
      process.destroyForcibly().waitFor();
    }
    return verdicts(folder.resolve("index.json"));
  }

  private String spec(String url, String... cases) {
    String patterns = Stream.of(cases).map(c -> '"' + c + '"').collect(Collectors.joining(", "));
    return """
        {"outdir": ".", "servers": [{"agent": "%s", "url": "%s"}], "options": {"failByDrop": false},
         "cases": [%s], "exclude-cases": [], "exclude-agent-cases": {}}
        """
        .formatted(AGENT, url, patterns);
  }

  private static String classPath() throws IOException {
    try (Stream<Path> files = Files.list(suite())) {
      return files
          .map(Path::toString)
          .filter(name -> name.endsWith(".jar"))
          .collect(Collectors.joining(System.getProperty("path.separator")));
    }
  }

  /** Reads {@code {agent: {case: {"behavior": …, "behaviorClose": …, …}}}}. */
  private static List<Verdict> verdicts(Path index) {
    List<Verdict> verdicts = new ArrayList<>();
    try (JsonParser parser =
        JsonFactory.builder().build().createParser(ObjectReadContext.empty(), index)) {
      parser.nextToken();
      parser.nextToken();
      if (!AGENT.equals(parser.currentName())) {
        throw new IllegalStateException(index + ": " + parser.currentName() + " is not our agent");
      }
      parser.nextToken();
      while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
        verdicts.add(verdict(parser, parser.currentName()));
      }
    }
    return verdicts;
  }

  private static Verdict verdict(JsonParser parser, String name) {
    String behavior = "missing";
    String close = "missing";
    parser.nextToken();
    while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
      String field = parser.currentName();
      parser.nextToken();
      if (field.equals("behavior")) {
        behavior = parser.getString();
      } else if (field.equals("behaviorClose")) {
        close = parser.getString();
      }
    }
    return new Verdict(name, behavior, close);
  }
}
