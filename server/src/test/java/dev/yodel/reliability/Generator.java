package dev.yodel.reliability;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A class of the tests in a process of its own, which answers each line by a line. */
final class Generator implements AutoCloseable {

  private final Process process;
  private final BufferedReader answers;

  /**
   * Starts it and waits for its first line.
   *
   * @param before words of the command line before that of the JVM
   */
  Generator(List<String> before, Class<?> main, String... arguments) throws IOException {
    List<String> command = new ArrayList<>(before);
    command.addAll(
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx256m",
            "-XX:+UseSerialGC",
            "-cp",
            System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
            main.getName()));
    command.addAll(List.of(arguments));
    process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    answers = process.inputReader();
    answer();
  }

  /** Says a line, and waits for the answer. */
  String ask(String line) throws IOException {
    process.getOutputStream().write((line + "\n").getBytes(StandardCharsets.US_ASCII));
    process.getOutputStream().flush();
    return answer();
  }

  private String answer() throws IOException {
    String line = answers.readLine();
    while (line != null && line.contains(" DEBUG ")) {
      line = answers.readLine();
    }
    if (line == null) {
      throw new IOException("the generator ended");
    }
    return line;
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
