package dev.yodel.reliability;

import dev.yodel.crash.ServerProcess;
import dev.yodel.server.websocket.RawPeer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What a server's process holds.
 *
 * @param heap bytes of objects that can be reached
 * @param direct bytes of direct memory, as Netty counts it
 * @param resident bytes of memory that the process has of the machine
 */
record Figures(long heap, long direct, int descriptors, int threads, long resident) {

  private static final String GET =
      "GET %s HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";

  /** Collects the garbage of a server, and looks. */
  static Figures afterGarbageCollection(ServerProcess server, long direct) throws Exception {
    long heap = liveBytes(server.pid());
    return new Figures(
        heap,
        direct,
        descriptors(server.pid()),
        (int) status(server.pid(), "Threads"),
        status(server.pid(), "VmRSS") << 10);
  }

  /** What a metric says, all its labels together. */
  static double metric(Socket socket, String name) throws IOException {
    try (RawPeer peer = new RawPeer(socket)) {
      String text = peer.send(GET.formatted("/metrics")).toEnd();
      Matcher line = Pattern.compile("(?m)^" + name + "(?:\\{[^}]*})? (\\S+)$").matcher(text);
      return line.results().mapToDouble(found -> Double.parseDouble(found.group(1))).sum();
    }
  }

  static double metric(int port, String name) throws IOException {
    return metric(new Socket(InetAddress.getLoopbackAddress(), port), name);
  }

  /** Bytes of the objects that survive a collection, as the JVM's own tool tells them. */
  private static long liveBytes(long pid) throws IOException, InterruptedException {
    Path jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
    Process process =
        new ProcessBuilder(jcmd.toString(), Long.toString(pid), "GC.class_histogram")
            .redirectErrorStream(true)
            .start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    process.waitFor();
    Matcher total = Pattern.compile("(?m)^Total\\s+\\d+\\s+(\\d+)").matcher(said);
    if (!total.find()) {
      throw new IOException(said);
    }
    return Long.parseLong(total.group(1));
  }

  static int descriptors(long pid) throws IOException {
    try (Stream<Path> open = Files.list(Path.of("/proc", Long.toString(pid), "fd"))) {
      return (int) open.count();
    }
  }

  /** A number that the kernel tells of a process; memory in KiB. */
  static long status(long pid, String name) throws IOException {
    String text = Files.readString(Path.of("/proc", Long.toString(pid), "status"));
    Matcher line = Pattern.compile("(?m)^" + name + ":\\s+(\\d+)").matcher(text);
    if (!line.find()) {
      throw new IOException("no " + name + " in " + text);
    }
    return Long.parseLong(line.group(1));
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "heap=%.2fMiB direct=%.2fMiB descriptors=%d threads=%d resident=%.1fMiB",
        heap / 1048576.0,
        direct / 1048576.0,
        descriptors,
        threads,
        resident / 1048576.0);
  }
}
