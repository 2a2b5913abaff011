package dev.yodel.server.log.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.yodel.server.log.Asked;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OpeningTest {

  @TempDir Path folder;
  private Path file;

  @BeforeEach
  void name() {
    file = folder.resolve("rooms.db");
  }

  @Test
  void makesTheFileAndItsFolderOnce() {
    Path deep = folder.resolve("a/b");
    String epoch;
    try (SqliteLog log = Opened.in(deep)) {
      epoch = log.epoch();
      new Asked(log).post("p1", "kept");
    }
    try (SqliteLog log = Opened.in(deep)) {
      assertThat(log.epoch()).isEqualTo(epoch);
      assertThat(new Asked(log).texts()).containsExactly("kept");
    }
  }

  @Test
  void aSecondServerIsRefusedWithTheNameOfTheFile() {
    try (SqliteLog log = Opened.in(folder)) {
      assertThat(log.isHealthy()).isTrue();
      assertThatThrownBy(() -> Opened.in(folder))
          .isInstanceOf(LogUnusableException.class)
          .hasMessageContaining(file + ": in use by another server, process ")
          .hasMessageContaining("--log sqlite:PATH");
    }
    Opened.in(folder).close();
  }

  @Test
  void anEmptyFileIsNoLog() throws IOException {
    Files.createFile(file);
    assertRefused("damaged");
    assertThat(file).isEmptyFile();
  }

  @Test
  void whatIsNoDatabaseIsRefusedAndLeftAsItIs() throws IOException {
    Files.writeString(file, "not a database ".repeat(1_000));
    byte[] before = Files.readAllBytes(file);
    assertRefused("damaged, or not a log of Yodel");
    assertThat(file).hasBinaryContent(before);
    assertThat(folder).as("nothing is made beside it").isDirectoryNotContaining("glob:**.db.*");
  }

  @Test
  void anotherProgramsDatabaseIsRefused() throws SQLException {
    try (Database other = Connector.driver().open(file)) {
      other.run("CREATE TABLE other (x)");
    }
    assertRefused("a database, but not a log of Yodel");
  }

  @Test
  void aDamagedPageIsRefused() throws IOException {
    try (SqliteLog log = Opened.in(folder)) {
      for (int i = 0; i < 200; i++) {
        new Asked(log).post("p" + i, "some words to fill pages with ".repeat(20));
      }
    }
    try (RandomAccessFile content = new RandomAccessFile(file.toFile(), "rw")) {
      byte[] noise = new byte[64 * 1024];
      java.util.Arrays.fill(noise, (byte) 0x5a);
      content.seek(content.length() / 2);
      content.write(noise, 0, (int) Math.min(noise.length, content.length() / 4));
    }
    byte[] before = Files.readAllBytes(file);
    assertRefused("damaged: ");
    assertThat(file).hasBinaryContent(before);
  }

  @Test
  void aCutFileIsRefused() throws IOException {
    try (SqliteLog log = Opened.in(folder)) {
      new Asked(log).post("p1", "text");
    }
    try (RandomAccessFile content = new RandomAccessFile(file.toFile(), "rw")) {
      content.setLength(content.length() / 2);
    }
    assertRefused("damaged");
  }

  @Test
  void aNewerVersionIsRefused() throws SQLException {
    Opened.in(folder).close();
    try (Database database = Connector.driver().open(file)) {
      database.run("PRAGMA user_version = " + (Schema.VERSION + 1));
    }
    assertRefused("version " + (Schema.VERSION + 1) + " (expected: 1 to " + Schema.VERSION + ")");
  }

  @Test
  void aWriteAheadFileWithoutItsDatabaseIsRefused() throws IOException {
    Files.writeString(folder.resolve("rooms.db-wal"), "left behind");
    assertRefused("missing, although ");
  }

  @Test
  void anUnfinishedFileOfACrashIsMadeAgain() throws IOException {
    Files.writeString(folder.resolve("rooms.db.new"), "half");
    Opened.in(folder).close();
    assertThat(folder.resolve("rooms.db.new")).doesNotExist();
  }

  private void assertRefused(String why) {
    assertThatThrownBy(() -> Opened.in(folder))
        .isInstanceOf(LogUnusableException.class)
        .hasMessageStartingWith(file.toString())
        .hasMessageContaining(why);
  }
}
