package dev.yodel.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** An echo server that nobody here wrote, as a process; it ends with its standard input. */
final class ForeignServer implements AutoCloseable {

  private static final Path SOURCES = Path.of("src", "test", "foreign");
  private static final Path FOLDER = Path.of("target", "foreign");

  private final Process process;
  private final int port;

  private ForeignServer(Process process) throws IOException {
    this.process = process;
    var out = new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8);
    String line = new BufferedReader(out).readLine();
    assertThat(line).as("the port of the foreign server").isNotNull();
    this.port = Integer.parseInt(line);
  }

  /**
   * Starts one.
   *
   * @param name "npm ws", "Tomcat" or "python3-websockets"
   * @param certificate PEM files of a certificate and its key; none for plain TCP
   */
  static ForeignServer start(String name, Path... certificate) throws Exception {
    List<String> command = new ArrayList<>();
    if (name.equals("npm ws")) {
      install();
      command.addAll(List.of("node", SOURCES.resolve("npm-ws.cjs").toString()));
    } else if (name.equals("Tomcat")) {
      String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
      command.addAll(List.of(java, "-cp", FOLDER.resolve("tomcat") + "/*"));
      command.add(SOURCES.resolve("TomcatEcho.java").toString());
    } else {
      command.addAll(
          List.of("/usr/bin/python3", SOURCES.resolve("python_websockets.py").toString()));
    }
    for (Path file : certificate) {
      command.add(file.toString());
    }
    var builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD);
    builder.environment().put("NODE_PATH", FOLDER.resolve("node_modules").toString());
    return new ForeignServer(builder.start());
  }

  URI uri(String scheme) {
    return URI.create(scheme + "://localhost:" + port + "/");
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }

  private static void install() throws Exception {
    Files.createDirectories(FOLDER);
    Files.copy(
        SOURCES.resolve("package.json"),
        FOLDER.resolve("package.json"),
        StandardCopyOption.REPLACE_EXISTING);
    Process npm =
        new ProcessBuilder(
                "npm", "install", "--silent", "--no-audit", "--no-fund", "--prefix", "" + FOLDER)
            .inheritIO()
            .start();
    assertThat(npm.waitFor(3, TimeUnit.MINUTES)).isTrue();
    assertThat(npm.exitValue()).isZero();
  }
}
