package dev.yodel.crash;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A server in a process of its own, which can be killed as if the machine's power had a switch. */
public final class ServerProcess {

  private static final Pattern PAGE = Pattern.compile("page https?://127\\.0\\.0\\.1:(\\d+)/");
  private static final int LINES_KEPT = 50;

  private final Process process;
  private final Thread reader;
  private final CompletableFuture<URI> address = new CompletableFuture<>();
  private final ConcurrentLinkedDeque<String> lines = new ConcurrentLinkedDeque<>();

  private ServerProcess(Process process) {
    this.process = process;
    this.reader = new Thread(this::read, "server-output");
    reader.start();
  }

  static ServerProcess start(Path log, String durability) throws IOException {
    return start(List.of(), "--log", "sqlite:" + log, "--durability", durability);
  }

  /**
   * Starts it on a free port.
   *
   * @param before words of the command line before that of the JVM
   */
  public static ServerProcess start(List<String> before, String... options) throws IOException {
    ProcessBuilder builder = java(options);
    builder.command().addAll(0, before);
    builder.command().addAll(List.of("--port", "0"));
    return new ServerProcess(builder.redirectErrorStream(true).start());
  }

  /**
   * Starts the jar on a free port, as an operator would.
   *
   * @param before words of the command line before that of the JVM, and its options
   */
  public static ServerProcess ofJar(List<String> before, String... options) throws IOException {
    List<String> command = new ArrayList<>(before);
    command.addAll(List.of("-jar", "target/yodel-server.jar", "--port", "0"));
    command.addAll(List.of(options));
    return new ServerProcess(new ProcessBuilder(command).redirectErrorStream(true).start());
  }

  /** Runs a subcommand to its end, and tells its exit code. */
  public static int command(String... arguments) throws IOException, InterruptedException {
    return java(arguments)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .start()
        .waitFor();
  }

  private static ProcessBuilder java(String... arguments) {
    String classes =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-ea",
                "-cp",
                classes,
                "dev.yodel.server.boot.ServerCommand"));
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command);
  }

  private void read() {
    try (BufferedReader output = process.inputReader()) {
      for (String line = output.readLine(); line != null; line = output.readLine()) {
        lines.add(line);
        if (lines.size() > LINES_KEPT) {
          lines.poll();
        }
        Matcher page = PAGE.matcher(line);
        if (page.find()) {
          address.complete(URI.create("ws://127.0.0.1:" + page.group(1) + "/ws"));
        }
      }
    } catch (IOException e) {
      lines.add(e.toString());
    } finally {
      address.completeExceptionally(new IllegalStateException(output()));
    }
  }

  /** Where it listens, once it does. */
  public CompletableFuture<URI> address() {
    return address;
  }

  /** Its number on this machine. */
  public long pid() {
    return process.pid();
  }

  /** The port that it listens on, waited for. */
  public int port() throws Exception {
    return address.get(60, TimeUnit.SECONDS).getPort();
  }

  /** What it said last. */
  public String output() {
    return String.join("\n", lines);
  }

  /** Takes from it the chance to do anything more, without waiting for its end. */
  void strike() {
    process.destroyForcibly();
  }

  /** Ends it without a chance to do anything more. */
  public void kill() throws InterruptedException {
    process.destroyForcibly();
    end();
  }

  /** Asks it to end, and tells its exit code. */
  public int stop() throws InterruptedException {
    process.destroy();
    return end();
  }

  private int end() throws InterruptedException {
    if (!process.waitFor(60, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new IllegalStateException("the server does not end\n" + output());
    }
    reader.join();
    return process.exitValue();
  }
}
