package dev.yodel.server.boot;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The server as a process of its own, with a log in memory; killed at the end if it still runs. */
final class ServerProgram implements AutoCloseable {

  private static final Pattern PAGE = Pattern.compile("page https?://127\\.0\\.0\\.1:(\\d+)/");
  private static final int PATIENCE_SECONDS = 60;

  private final Process process;
  private final BufferedReader out;
  private final List<String> said = new ArrayList<>();

  private ServerProgram(Process process) {
    this.process = process;
    this.out = process.inputReader();
  }

  /** Starts it with these options. */
  static ServerProgram start(String... options) throws IOException {
    return start(List.of(), List.of(options));
  }

  /** Starts it with these options of the JVM, and these of its own. */
  static ServerProgram start(List<String> jvm, List<String> options) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-XX:TieredStopAtLevel=1");
    command.addAll(jvm);
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add(ServerCommand.class.getName());
    command.addAll(List.of("--log", "memory"));
    command.addAll(options);
    return new ServerProgram(new ProcessBuilder(command).redirectErrorStream(true).start());
  }

  /** The port that it listens on, waited for. */
  int port() throws IOException {
    for (String line = out.readLine(); line != null; line = out.readLine()) {
      said.add(line);
      Matcher page = PAGE.matcher(line);
      if (page.find()) {
        return Integer.parseInt(page.group(1));
      }
    }
    throw new IOException("no line says where the page is: " + said);
  }

  /** Asks it to end. (The own method of the process would close what it says.) */
  void terminate() {
    process.toHandle().destroy();
  }

  /** Asks it to look at its certificate, as an operator does; or to end, as a terminal does. */
  void hangUp() throws IOException, InterruptedException {
    Process kill = new ProcessBuilder("kill", "-HUP", String.valueOf(process.pid())).start();
    assertThat(kill.waitFor()).isZero();
  }

  /** The code that it ends with, waited for. */
  int exitCode() throws InterruptedException {
    return exitCode(PATIENCE_SECONDS);
  }

  /** The code that it ends with, if it does so in time. */
  int exitCode(int seconds) throws InterruptedException {
    assertThat(process.waitFor(seconds, TimeUnit.SECONDS)).isTrue();
    return process.exitValue();
  }

  /** Every line that it says, read until it has ended. */
  List<String> said() {
    out.lines().forEach(said::add);
    return said;
  }

  @Override
  public void close() throws IOException {
    process.destroyForcibly().onExit().join();
    out.close();
  }
}
