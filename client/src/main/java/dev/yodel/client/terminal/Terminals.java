package dev.yodel.client.terminal;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** Which of the standard streams are terminals. */
record Terminals(boolean in, boolean out) {

  /** Looks at this process: {@code /proc} where there is one, else {@code test -t}. */
  static Terminals ofProcess() {
    return new Terminals(isTerminal(0, false), isTerminal(1, true));
  }

  /** Standard input; empty if it was closed before the start: a file of the JVM's own is there. */
  static InputStream input() {
    Path link = Path.of("/proc/self/fd/0");
    try {
      boolean own =
          Files.isSymbolicLink(link)
              && Files.readSymbolicLink(link).startsWith(System.getProperty("java.home"));
      return own ? InputStream.nullInputStream() : System.in;
    } catch (IOException unreadable) {
      return System.in;
    }
  }

  /** Whether standard error is one; not if that cannot be known. */
  static boolean hasErr() {
    return isTerminal(2, false);
  }

  private static boolean isTerminal(int descriptor, boolean whenUnknown) {
    Path link = Path.of("/proc/self/fd/" + descriptor);
    try {
      if (Files.isSymbolicLink(link)) {
        String target = Files.readSymbolicLink(link).toString();
        return target.startsWith("/dev/pts/")
            || target.startsWith("/dev/tty")
            || target.equals("/dev/console");
      }
    } catch (IOException unreadable) {
      return whenUnknown;
    }
    return ask(descriptor, whenUnknown);
  }

  private static boolean ask(int descriptor, boolean whenUnknown) {
    try {
      Process test =
          new ProcessBuilder("test", "-t", String.valueOf(descriptor)).inheritIO().start();
      return test.waitFor(2, TimeUnit.SECONDS) ? test.exitValue() == 0 : whenUnknown;
    } catch (IOException unavailable) {
      return whenUnknown;
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return whenUnknown;
    }
  }
}
