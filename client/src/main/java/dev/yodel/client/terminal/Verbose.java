package dev.yodel.client.terminal;

import dev.yodel.client.WireObserver;
import java.io.PrintStream;

/** Shows the handshake and the frames on standard error. */
final class Verbose implements WireObserver {

  private final PrintStream err;

  Verbose(PrintStream err) {
    this.err = err;
  }

  @Override
  public void onHead(boolean sent, String head) {
    head.lines().forEach(line -> err.println(mark(sent) + Escape.line(line)));
    err.flush();
  }

  @Override
  public void onFrame(boolean sent, FrameHead head) {
    String fin = head.last() ? " fin" : "";
    String rsv = head.rsv() == 0 ? "" : " rsv=" + head.rsv();
    err.println(mark(sent) + head.opcode() + fin + rsv + " " + head.length() + " bytes");
    err.flush();
  }

  private static String mark(boolean sent) {
    return sent ? "> " : "< ";
  }
}
