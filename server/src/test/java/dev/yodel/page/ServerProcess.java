package dev.yodel.page;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The server as a process of its own, which can be killed. */
final class ServerProcess implements AutoCloseable {

  private final Process process;

  /** Starts it on this port with its rooms in this folder, and waits until it serves. */
  ServerProcess(int port, Path folder) throws IOException {
    String classPath =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    List<String> line = new ArrayList<>();
    line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    line.addAll(List.of("-cp", classPath, "dev.yodel.server.boot.ServerCommand"));
    line.addAll(List.of("--port", Integer.toString(port)));
    line.addAll(List.of("--log", "sqlite:" + folder.resolve("rooms.db")));
    process =
        new ProcessBuilder(line)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    await().atMost(Duration.ofMinutes(2)).until(() -> listens(port) || !process.isAlive());
    if (!process.isAlive()) {
      throw new IOException("server: ended with " + process.exitValue());
    }
  }

  private static boolean listens(int port) {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1_000);
      return socket.getLocalPort() != port; // a socket can meet itself on a free port
    } catch (IOException notYet) {
      return false;
    }
  }

  /** Kills it without a word. */
  void kill() throws InterruptedException {
    process.destroyForcibly();
    if (!process.waitFor(30, TimeUnit.SECONDS)) {
      throw new IllegalStateException("server: still alive 30 s after it was killed");
    }
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
