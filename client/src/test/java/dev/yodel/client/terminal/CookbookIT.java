package dev.yodel.client.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yodel.server.boot.Server;
import dev.yodel.server.boot.ServerConfig;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every command of docs/lab.md prints what stands below it. */
class CookbookIT {

  private static final Path PAGE = Path.of("..", "docs", "lab.md");
  private static final String PROMPT = "    $ ";
  private static final String INDENT = "    ";
  private static final int RECIPES = 10;
  private static final int PATIENCE_SECONDS = 60;
  private static Server server;

  /** A command and the lines that it prints. */
  record Recipe(String command, List<String> lines) {
    @Override
    public String toString() {
      return command;
    }
  }

  @BeforeAll
  static void start() throws IOException {
    server = Server.start(ServerConfig.defaults().withPort(0));
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  static List<Recipe> recipes() throws IOException {
    List<Recipe> recipes = new ArrayList<>();
    boolean inside = false;
    for (String line : Files.readAllLines(PAGE)) {
      if (line.startsWith(PROMPT)) {
        recipes.add(new Recipe(line.substring(PROMPT.length()), new ArrayList<>()));
        inside = true;
      } else if (inside && line.startsWith(INDENT)) {
        recipes.get(recipes.size() - 1).lines().add(line.substring(INDENT.length()));
      } else {
        inside = false;
      }
    }
    return recipes;
  }

  @Test
  void thereAreTenOfThem() throws IOException {
    assertThat(recipes()).hasSize(RECIPES);
  }

  @ParameterizedTest
  @MethodSource("recipes")
  void printsWhatThePageSays(Recipe recipe) throws Exception {
    String yodel =
        "yodel() { \"$JAVA\" -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -jar target/yodel.jar"
            + " \"$@\"; }\n";
    String command = recipe.command().replace("localhost:8080", "127.0.0.1:" + server.port());
    ProcessBuilder builder =
        new ProcessBuilder("sh", "-c", yodel + command).redirectErrorStream(true);
    builder
        .environment()
        .put("JAVA", Path.of(System.getProperty("java.home"), "bin/java").toString());
    Process shell = builder.start();
    try {
      shell.getOutputStream().close();
      String out = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(shell.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
      // Standard output and standard error meet in one pipe: their order is nobody's promise.
      assertThat(out.lines()).containsExactlyInAnyOrderElementsOf(recipe.lines());
    } finally {
      shell.destroyForcibly();
    }
  }
}
