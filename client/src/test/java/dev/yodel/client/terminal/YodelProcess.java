package dev.yodel.client.terminal;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.Reader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** The executable jar, run as a process. */
final class YodelProcess implements AutoCloseable {

  private static final int LIMIT_SECONDS = 60;

  private final Process process;
  private final StringWriter seen = new StringWriter();
  private final StringWriter seenErr = new StringWriter();
  private final CompletableFuture<String> out = new CompletableFuture<>();
  private final CompletableFuture<String> err;

  /** What a run left behind. */
  record Result(int code, String out, String err) {}

  private YodelProcess(Process process) {
    this.process = process;
    this.err =
        CompletableFuture.supplyAsync(
            () -> read(process.getErrorStream(), seenErr), YodelProcess::inThread);
  }

  static YodelProcess start(String... arguments) throws IOException {
    return start(List.of(), arguments);
  }

  static YodelProcess start(List<String> environment, String... arguments) throws IOException {
    YodelProcess yodel = start(environment, "-Xshare:auto", arguments);
    yodel.drain();
    return yodel;
  }

  /** With a small heap, and nobody who reads its standard output before {@link #drain}. */
  static YodelProcess unread(String... arguments) throws IOException {
    return start(List.of(), "-Xmx16m", arguments);
  }

  private static YodelProcess start(List<String> environment, String jvm, String... arguments)
      throws IOException {
    List<String> command = new ArrayList<>();
    // Started from a background job the build ignores SIGINT, and its children would inherit that.
    command.addAll(List.of("env", "--default-signal=INT"));
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", jvm, "-ea"));
    command.addAll(List.of("-jar", "target/yodel.jar"));
    command.addAll(List.of(arguments));
    var builder = new ProcessBuilder(command);
    for (String variable : environment) {
      int equals = variable.indexOf('=');
      builder.environment().put(variable.substring(0, equals), variable.substring(equals + 1));
    }
    return new YodelProcess(builder.start());
  }

  /** Reads its standard output from now on. */
  void drain() {
    out.completeAsync(() -> read(process.getInputStream(), seen), YodelProcess::inThread);
  }

  /** Goes as a reader does that has seen enough. */
  void closeOut() throws IOException {
    process.getInputStream().close();
    out.complete("");
  }

  /** Runs to the end with all of its input at once. */
  static Result run(String input, String... arguments) throws Exception {
    return run(List.of(), input, arguments);
  }

  /** The same, with variables of the environment as {@code NAME=value}. */
  static Result run(List<String> environment, String input, String... arguments) throws Exception {
    try (YodelProcess yodel = start(environment, arguments)) {
      yodel.type(input);
      yodel.endInput();
      return yodel.result();
    }
  }

  void type(String text) throws IOException {
    type(text.getBytes(StandardCharsets.UTF_8));
  }

  void type(byte[] bytes) throws IOException {
    OutputStream in = process.getOutputStream();
    try {
      in.write(bytes);
      in.flush();
    } catch (IOException ended) {
      if (process.isAlive()) {
        throw ended;
      }
    }
  }

  void endInput() throws IOException {
    try {
      process.getOutputStream().close();
    } catch (IOException ended) {
      if (process.isAlive()) {
        throw ended;
      }
    }
  }

  /** Sends a signal by name, as {@code kill} does. */
  void signal(String name) throws Exception {
    new ProcessBuilder("kill", "-" + name, String.valueOf(process.pid())).start().waitFor();
  }

  /** Waits until standard output holds a text. */
  void awaitOut(String text) {
    await().atMost(Duration.ofSeconds(LIMIT_SECONDS)).until(() -> seen.toString().contains(text));
  }

  /** Waits until standard error holds a text. */
  void awaitErr(String text) {
    await()
        .atMost(Duration.ofSeconds(LIMIT_SECONDS))
        .until(() -> seenErr.toString().contains(text));
  }

  /** The result, of which nobody has read standard output. */
  Result resultUnread() throws Exception {
    out.complete("");
    return result();
  }

  Result result() throws Exception {
    if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
      throw new AssertionError("still running after " + LIMIT_SECONDS + " s");
    }
    return new Result(
        process.exitValue(),
        out.get(LIMIT_SECONDS, TimeUnit.SECONDS),
        err.get(LIMIT_SECONDS, TimeUnit.SECONDS));
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }

  /** A reader blocks: on two processors the common pool may have one thread for both. */
  private static void inThread(Runnable reader) {
    new Thread(reader, "yodel-process").start();
  }

  private static String read(InputStream stream, StringWriter seen) {
    try (Reader reader = new InputStreamReader(stream, StandardCharsets.UTF_8)) {
      char[] some = new char[8_192];
      for (int n = reader.read(some); n >= 0; n = reader.read(some)) {
        seen.write(some, 0, n);
      }
      return seen.toString();
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }
}
