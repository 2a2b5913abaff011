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
final class ServerProcess {

  private static final Pattern PAGE = Pattern.compile("page http://127\\.0\\.0\\.1:(\\d+)/");
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
    return new ServerProcess(
        java("--port", "0", "--log", "sqlite:" + log, "--durability", durability)
            .redirectErrorStream(true)
            .start());
  }

  /** Runs a subcommand to its end, and tells its exit code. */
  static int command(String... arguments) throws IOException, InterruptedException {
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
                "-Dlogback.configurationFile=logback.xml",
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
  CompletableFuture<URI> address() {
    return address;
  }

  /** What it said last. */
  String output() {
    return String.join("\n", lines);
  }

  /** Ends it without a chance to do anything more. */
  void kill() throws InterruptedException {
    process.destroyForcibly();
    end();
  }

  /** Asks it to end, and tells its exit code. */
  int stop() throws InterruptedException {
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
