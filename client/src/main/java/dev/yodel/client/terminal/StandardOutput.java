package dev.yodel.client.terminal;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Standard output that remembers why it could not be written; a print stream does not. */
final class StandardOutput extends FilterOutputStream {

  private @Nullable IOException failure;

  private StandardOutput(OutputStream out) {
    super(out);
  }

  /** Takes the place of {@code System.out}. */
  static StandardOutput install() {
    var out = new StandardOutput(new FileOutputStream(FileDescriptor.out));
    System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
    return out;
  }

  /** Why it could not be written at first; null if it could. */
  synchronized @Nullable IOException failure() {
    return failure;
  }

  @Override
  public synchronized void write(byte[] bytes, int from, int length) throws IOException {
    try {
      out.write(bytes, from, length);
    } catch (IOException unwritable) {
      failure = failure == null ? unwritable : failure;
      throw unwritable;
    }
  }
}
