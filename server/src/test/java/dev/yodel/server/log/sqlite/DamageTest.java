package dev.yodel.server.log.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yodel.protocol.ErrorCode;
import dev.yodel.server.log.Answer;
import dev.yodel.server.log.Asked;
import dev.yodel.server.log.LogQuery;
import dev.yodel.server.log.Slice;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file that is damaged while a log has it open, where no check at the start can see it. */
class DamageTest {

  private static final int MESSAGES = 300;
  private static final String LONG_TEXT = "x".repeat(1_500);

  @TempDir Path folder;

  private void fill() {
    try (SqliteLog log = Opened.in(folder)) {
      Asked asked = new Asked(log);
      for (int i = 0; i < MESSAGES; i++) {
        asked.post("p" + i, i + LONG_TEXT);
      }
    }
  }

  /** A third of the file, behind its first pages. */
  private void damage() throws IOException {
    try (RandomAccessFile file = new RandomAccessFile(folder.resolve("rooms.db").toFile(), "rw")) {
      byte[] garbage = new byte[(int) (file.length() / 3)];
      Arrays.fill(garbage, (byte) 0xa5);
      file.seek(file.length() / 3);
      file.write(garbage);
    }
  }

  private void writeRow(String change) throws SQLException {
    Path file = folder.resolve("rooms.db");
    try (Connection connection = Connector.driver().connect(file);
        Statement statement = connection.createStatement()) {
      statement.executeUpdate(change);
    }
  }

  private static Answer<Slice> read(SqliteLog log, long after) {
    CompletableFuture<Answer<Slice>> answer = new CompletableFuture<>();
    log.read(new LogQuery.Events(Asked.ROOM, after, MESSAGES), answer::complete);
    return answer.orTimeout(60, TimeUnit.SECONDS).join();
  }

  private static void assertDamageIsSaid(Answer<Slice> answer) {
    assertThat(answer).isInstanceOf(Answer.Refused.class);
    Answer.Refused<Slice> refusal = (Answer.Refused<Slice>) answer;
    assertThat(refusal.code()).isEqualTo(ErrorCode.STORAGE_UNAVAILABLE);
    assertThat(refusal.message()).contains("damaged");
  }

  @Test
  void damagedPageIsSaidAndTheLogIsNotHealthyAnyMore() throws Exception {
    fill();
    try (SqliteLog log = Opened.in(folder)) {
      assertThat(log.isHealthy()).isTrue();
      damage();
      assertDamageIsSaid(read(log, 0));
      assertThat(log.isHealthy()).isFalse();
      assertDamageIsSaid(read(log, 0));
      new Asked(log).append(new Asked(log).text("later", "text"));
      assertThat(log.isHealthy()).isFalse();
    }
  }

  @Test
  void rowThatNoLogWroteIsDamageToo() throws Exception {
    fill();
    try (SqliteLog log = Opened.in(folder)) {
      assertThat(read(log, 0)).isInstanceOf(Answer.Given.class);
      writeRow("UPDATE event SET author = '' WHERE seq = 7");
      writeRow("UPDATE event SET name = '' WHERE seq = 7");
      writeRow("UPDATE event SET kind = 5, detail = 'none' WHERE seq = 7");
      assertDamageIsSaid(read(log, 0));
      assertThat(read(log, 7)).isInstanceOf(Answer.Given.class);
      assertThat(log.isHealthy()).isFalse();
    }
  }

  @Test
  void roomThatNoLogWroteIsRefusedAndOthersAreNot() throws Exception {
    fill();
    writeRow("UPDATE room SET name = 'no room\u0007'");
    try (SqliteLog log = Opened.in(folder)) {
      CompletableFuture<Answer<?>> answer = new CompletableFuture<>();
      log.load(Asked.ROOM, answer::complete);
      assertThat(answer.orTimeout(60, TimeUnit.SECONDS).join()).isInstanceOf(Answer.Refused.class);
      assertThat(log.isHealthy()).isFalse();
      new Asked(log, new dev.yodel.protocol.RoomName("other")).post("p", "goes on");
    }
  }
}
