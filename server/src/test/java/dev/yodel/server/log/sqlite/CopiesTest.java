package dev.yodel.server.log.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.yodel.server.log.Asked;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CopiesTest {

  @TempDir Path folder;
  private LogFile file;
  private Copies copies;
  private Path copy;

  @BeforeEach
  void name() {
    file = new LogFile(folder.resolve("rooms.db"));
    copies = new Copies(file);
    copy = folder.resolve("copy.db");
  }

  @Test
  void aCopyTakenWhileTheLogIsWrittenComesBackUnderANewEpoch() {
    String epoch;
    try (SqliteLog log = Opened.in(folder)) {
      epoch = log.epoch();
      new Asked(log).post("p1", "in the copy");
      assertThat(copies.backUp(copy)).isPositive();
      new Asked(log).post("p2", "after the copy");
    }
    Optional<Path> before = restore();
    assertThat(before).get().asString().startsWith(file.database() + ".before-");
    try (SqliteLog log = Opened.in(folder)) {
      assertThat(log.epoch()).isNotEqualTo(epoch);
      assertThat(new Asked(log).texts()).containsExactly("in the copy");
      assertThat(new Asked(log).search("copy")).containsExactly("in the copy");
      assertThat(new Asked(log).post("p1", "again").duplicate()).isTrue();
      assertThat(new Asked(log).post("p3", "goes on").duplicate()).isFalse();
    }
  }

  @Test
  void whatWasThereBeforeIsAWholeLog() throws IOException {
    try (SqliteLog log = Opened.in(folder)) {
      new Asked(log).post("p1", "first");
      copies.backUp(copy);
      new Asked(log).post("p2", "second");
    }
    Path before = restore().orElseThrow();
    Path other = Files.createDirectory(folder.resolve("other"));
    Files.copy(before, other.resolve("rooms.db"));
    try (SqliteLog log = Opened.in(other)) {
      assertThat(new Asked(log).texts()).containsExactly("first", "second");
    }
  }

  @Test
  void aDamagedLogIsReplacedAndKept() throws IOException {
    try (SqliteLog log = Opened.in(folder)) {
      new Asked(log).post("p1", "kept");
      copies.backUp(copy);
    }
    Files.writeString(file.database(), "damaged");
    Path before = restore().orElseThrow();
    assertThat(before).hasContent("damaged");
    try (SqliteLog log = Opened.in(folder)) {
      assertThat(new Asked(log).texts()).containsExactly("kept");
    }
  }

  @Test
  void nothingIsRestoredUnderARunningServer() {
    try (SqliteLog log = Opened.in(folder)) {
      new Asked(log).post("p1", "first");
      copies.backUp(copy);
      assertThatThrownBy(this::restore)
          .isInstanceOf(LogUnusableException.class)
          .hasMessageContaining("in use by another server");
      assertThat(new Asked(log).texts()).containsExactly("first");
    }
  }

  @Test
  void whatIsNoCopyIsRefusedAndTheLogStays() throws IOException {
    try (SqliteLog log = Opened.in(folder)) {
      new Asked(log).post("p1", "stays");
    }
    Files.writeString(copy, "no copy");
    assertThatThrownBy(this::restore).hasMessageContaining("not a log of Yodel");
    try (SqliteLog log = Opened.in(folder)) {
      assertThat(new Asked(log).texts()).containsExactly("stays");
    }
  }

  @Test
  void noFileIsOverwrittenByACopy() throws IOException {
    Opened.in(folder).close();
    Files.writeString(copy, "mine");
    assertThatThrownBy(() -> copies.backUp(copy)).hasMessageContaining(copy + ": exists");
    assertThat(copy).hasContent("mine");
  }

  private Optional<Path> restore() {
    return copies.restore(copy, () -> "epoch of the restore", Clock.systemUTC());
  }
}
