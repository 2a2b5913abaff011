package dev.yodel.server.log.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.yodel.protocol.ErrorCode;
import dev.yodel.protocol.ServerMessage.Receipt;
import dev.yodel.server.log.Answer;
import dev.yodel.server.log.Asked;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A database that may not grow: SQLite itself says that the disk is full. */
class FullDiskTest {

  private static final String LONG_TEXT = "long ".repeat(700);

  @TempDir Path folder;

  @Test
  void refusesRetryablyKeepsReadingAndGoesOnWhenThereIsRoom() throws Exception {
    List<Connection> opened = new ArrayList<>();
    Connector connector =
        database -> {
          Connection connection = Connector.driver().connect(database);
          opened.add(connection);
          return connection;
        };
    try (SqliteLog log = Opened.in(folder, connector)) {
      Asked asked = new Asked(log);
      asked.post("first", "first");
      limit(opened, 60);
      List<String> acknowledged = new ArrayList<>(List.of("first"));
      Answer<Receipt> answer = asked.append(asked.text("p0", LONG_TEXT));
      for (int i = 1; answer instanceof Answer.Given; i++) {
        acknowledged.add(LONG_TEXT);
        answer = asked.append(asked.text("p" + i, LONG_TEXT));
      }
      assertThat(((Answer.Refused<Receipt>) answer).code())
          .isEqualTo(ErrorCode.STORAGE_UNAVAILABLE);
      assertThat(log.isHealthy()).isFalse();
      assertThat(asked.texts()).isEqualTo(acknowledged);
      assertThat(asked.search("first")).containsExactly("first");
      assertThat(asked.load().head()).isPositive();

      limit(opened, 1_000_000);
      await().until(log::isHealthy);
      asked.post("last", "last");
      acknowledged.add("last");
      assertThat(asked.texts()).isEqualTo(acknowledged);
    }
  }

  private static void limit(List<Connection> connections, int pages) throws Exception {
    for (Connection connection : connections) {
      if (!connection.isClosed()) {
        try (Statement statement = connection.createStatement()) {
          statement.execute("PRAGMA max_page_count = " + pages);
        }
      }
    }
  }
}
