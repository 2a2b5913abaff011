package dev.yodel.server.log.sqlite;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.util.EnumSet;

/**
 * The secret that signs the tokens with which guests come back: drawn once, and kept beside the log
 * so that it outlives the process. Only the server's own user may read it.
 */
public final class KeyFile {

  /** Its length in bytes, that of an HS256 key. */
  public static final int LENGTH = 32;

  private KeyFile() {}

  /**
   * The secret of this log, drawn if there is none yet.
   *
   * @throws LogUnusableException when there is something else in its place
   */
  public static byte[] readOrDraw(LogFile file, SecureRandom random) {
    Path key = file.key();
    try {
      byte[] secret = Files.readAllBytes(key);
      if (secret.length != LENGTH) {
        throw new LogUnusableException(
            key + ": " + secret.length + " bytes (expected: " + LENGTH + ")",
            "remove it: a new one is drawn, and guests come back under new identities");
      }
      return secret;
    } catch (NoSuchFileException e) {
      return draw(file, random);
    } catch (IOException e) {
      throw new LogUnusableException(
          key + ": cannot be read", "make it readable for the server alone, mode 0600", e);
    }
  }

  /** Written whole under another name first: a crash leaves no half of a secret. */
  private static byte[] draw(LogFile file, SecureRandom random) {
    file.makeFolder();
    byte[] secret = new byte[LENGTH];
    random.nextBytes(secret);
    Path unfinished = file.beside(".key.new");
    try {
      Files.deleteIfExists(unfinished);
      EnumSet<StandardOpenOption> options =
          EnumSet.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
      try (FileChannel channel = FileChannel.open(unfinished, options, OwnerOnly.file())) {
        ByteBuffer content = ByteBuffer.wrap(secret);
        while (content.hasRemaining()) {
          channel.write(content);
        }
        channel.force(true);
      }
      Files.move(unfinished, file.key(), StandardCopyOption.ATOMIC_MOVE);
      return secret;
    } catch (IOException e) {
      throw new LogUnusableException(
          file.key() + ": cannot be written", "make the folder writable for the server", e);
    }
  }
}
