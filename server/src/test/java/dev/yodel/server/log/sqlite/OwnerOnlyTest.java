package dev.yodel.server.log.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yodel.server.log.Asked;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Nobody else on the machine reads what is said. */
@DisabledOnOs(OS.WINDOWS)
class OwnerOnlyTest {

  private static final String OPEN = "rw-r--r--";
  private static final String PRIVATE = "rw-------";

  @TempDir Path folder;

  private static void expect(String mode, Path... paths) throws IOException {
    for (Path path : paths) {
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
          .as(path.toString())
          .isEqualTo(mode);
    }
  }

  @Test
  void aLogIsItsOwnersAlone() throws IOException {
    Path deep = folder.resolve("a/b");
    LogFile file = new LogFile(deep.resolve("rooms.db"));
    try (SqliteLog log = Opened.in(deep)) {
      new Asked(log).post("p1", "private");
      expect("rwx------", deep, folder.resolve("a"));
      expect(PRIVATE, file.database(), file.writeAhead(), file.sharedMemory());
    }
  }

  @Test
  void soIsACopyAndWhatItBringsBack() throws IOException {
    LogFile file = new LogFile(folder.resolve("rooms.db"));
    Path copy = folder.resolve("copy.db");
    Opened.in(folder).close();
    new Copies(file).backUp(copy);
    expect(PRIVATE, copy);
    new Copies(file).restore(copy, () -> "epoch", Clock.systemUTC());
    expect(PRIVATE, file.database());
  }

  @Test
  void whatIsThereKeepsItsMode() throws IOException {
    LogFile file = new LogFile(folder.resolve("rooms.db"));
    Opened.in(folder).close();
    Files.setPosixFilePermissions(file.database(), PosixFilePermissions.fromString(OPEN));
    try (SqliteLog log = Opened.in(folder)) {
      new Asked(log).post("p1", "readable");
      expect(OPEN, file.database(), file.writeAhead());
    }
  }
}
