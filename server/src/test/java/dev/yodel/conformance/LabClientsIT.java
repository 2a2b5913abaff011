package dev.yodel.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import dev.yodel.server.boot.Server;
import dev.yodel.server.boot.ServerConfig;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Four clients go through the lab's cookbook, and react as docs/lab.md tells: {@code ./yodel test
 * clients}.
 */
@Tag("clients")
final class LabClientsIT {

  private static final Path CLIENTS = Path.of("src", "test", "clients");
  private static final Path NODE = Path.of("target", "clients");
  private static final int MOST_MINUTES = 3;

  private final Cookbook cookbook = Cookbook.read();
  private Server server;

  @BeforeEach
  void start() throws IOException {
    server = Server.start(ServerConfig.defaults().withPort(0));
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void chromiumReactsAsRecorded() throws Exception {
    String script = Files.readString(CLIENTS.resolve("browser.js"));
    Map<String, String> environment = Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1");
    BrowserType.LaunchOptions options =
        new BrowserType.LaunchOptions()
            .setExecutablePath(Path.of("/usr/bin/chromium"))
            .setArgs(List.of("--no-sandbox", "--disable-gpu"));
    try (Playwright playwright =
            Playwright.create(new Playwright.CreateOptions().setEnv(environment));
        Browser browser = playwright.chromium().launch(options);
        Page page = browser.newPage()) {
      page.navigate("http://127.0.0.1:" + server.port() + "/");
      List<String> seen =
          cookbook.queries().stream()
              .map(query -> (String) page.evaluate(script, url() + "?" + query))
              .toList();
      assertThat(seen).isEqualTo(cookbook.reactions("Chromium", seen));
    }
  }

  @Test
  void npmWsReactsAsRecorded() throws Exception {
    Files.createDirectories(NODE);
    Files.copy(
        CLIENTS.resolve("package.json"),
        NODE.resolve("package.json"),
        StandardCopyOption.REPLACE_EXISTING);
    run("", "npm", "install", "--silent", "--no-audit", "--no-fund", "--prefix", NODE.toString());
    List<String> seen = reactions("node", CLIENTS.resolve("npm-ws.cjs").toString(), url());
    assertThat(seen).isEqualTo(cookbook.reactions("npm ws", seen));
  }

  @Test
  void pythonReactsAsRecorded() throws Exception {
    String script = CLIENTS.resolve("python_websockets.py").toString();
    List<String> seen = reactions("/usr/bin/python3", script, url());
    assertThat(seen).isEqualTo(cookbook.reactions("Python", seen));
  }

  @Test
  void javaReactsAsRecorded() {
    List<String> seen =
        cookbook.queries().stream().map(query -> JavaClient.react(url() + "?" + query)).toList();
    assertThat(seen).isEqualTo(cookbook.reactions("Java", seen));
  }

  private List<String> reactions(String... command) throws Exception {
    return run(String.join("\n", cookbook.queries()) + "\n", command).lines().toList();
  }

  private static String run(String input, String... command) throws Exception {
    ProcessBuilder builder =
        new ProcessBuilder(List.of(command)).redirectError(ProcessBuilder.Redirect.INHERIT);
    builder.environment().put("NODE_PATH", NODE.resolve("node_modules").toString());
    Process process = builder.start();
    try {
      process.getOutputStream().write(input.getBytes(StandardCharsets.UTF_8));
      process.getOutputStream().close();
      String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(process.waitFor(MOST_MINUTES, TimeUnit.MINUTES)).isTrue();
      assertThat(process.exitValue()).isZero();
      return out;
    } finally {
      process.destroyForcibly();
    }
  }

  private String url() {
    return "ws://127.0.0.1:" + server.port() + "/echo";
  }
}
