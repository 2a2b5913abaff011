package dev.yodel.server.log.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.security.SecureRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class KeyFileTest {

  @TempDir Path folder;

  @Test
  void isDrawnOnceAndOutlivesTheProcess() {
    LogFile file = new LogFile(folder.resolve("data/rooms.db"));
    byte[] drawn = KeyFile.readOrDraw(file, new SecureRandom());
    assertThat(drawn).hasSize(KeyFile.LENGTH);
    assertThat(KeyFile.readOrDraw(file, new SecureRandom())).isEqualTo(drawn);
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void isReadableByItsOwnerAlone() throws IOException {
    LogFile file = new LogFile(folder.resolve("rooms.db"));
    KeyFile.readOrDraw(file, new SecureRandom());
    assertThat(Files.getPosixFilePermissions(file.key()))
        .containsExactlyInAnyOrder(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);
  }

  @Test
  void halfOfOneIsRefused() throws IOException {
    LogFile file = new LogFile(folder.resolve("rooms.db"));
    Files.write(file.key(), new byte[7]);
    assertThatThrownBy(() -> KeyFile.readOrDraw(file, new SecureRandom()))
        .isInstanceOf(LogUnusableException.class)
        .hasMessageContaining("rooms.db.key: 7 bytes (expected: 32)");
  }
}
