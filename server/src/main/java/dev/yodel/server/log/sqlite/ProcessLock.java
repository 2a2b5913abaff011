package dev.yodel.server.log.sqlite;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * The right of one process to a log.
 *
 * <p>A lock of the operating system on a file beside the database: it ends with the process,
 * however that ends. The file stays and names the process that held it last.
 */
final class ProcessLock implements AutoCloseable {

  private static final int LONGEST_HOLDER = 64;

  private final FileChannel channel;

  private ProcessLock(FileChannel channel) {
    this.channel = channel;
  }

  /**
   * Takes the lock, at once or not at all.
   *
   * @throws LogUnusableException when another process, or another log of this one, has it
   */
  static ProcessLock take(LogFile file) {
    file.makeFolder();
    try {
      FileChannel channel =
          FileChannel.open(
              file.lock(),
              StandardOpenOption.CREATE,
              StandardOpenOption.READ,
              StandardOpenOption.WRITE);
      if (tryLock(channel) == null) {
        String holder = holder(channel);
        channel.close();
        throw new LogUnusableException(
            file.database() + ": in use by another server" + holder,
            "stop that one, or name another file: --log sqlite:PATH");
      }
      channel.truncate(0);
      String pid = Long.toString(ProcessHandle.current().pid());
      channel.write(ByteBuffer.wrap(pid.getBytes(StandardCharsets.US_ASCII)), 0);
      return new ProcessLock(channel);
    } catch (IOException e) {
      throw new LogUnusableException(
          file.lock() + ": cannot be locked",
          "make the folder writable, on a local disk, or name another: --log sqlite:PATH",
          e);
    }
  }

  private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException e) {
      return null; // held by this very process
    }
  }

  private static String holder(FileChannel channel) throws IOException {
    ByteBuffer content = ByteBuffer.allocate(LONGEST_HOLDER);
    channel.read(content, 0);
    String pid = new String(content.array(), 0, content.position(), StandardCharsets.US_ASCII);
    return pid.matches("\\d+") ? ", process " + pid : "";
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
