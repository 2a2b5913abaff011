package dev.yodel.server.log.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yodel.protocol.Role;
import dev.yodel.protocol.RoomName;
import dev.yodel.server.log.Asked;
import dev.yodel.server.log.Draft;
import dev.yodel.server.log.Retention;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Retention in a file of its own, without a thread: what a slice, and what a transaction does. */
class SweepTest {

  private static final Instant NOW = Instant.ofEpochSecond(1_800_000_000);
  private static final int ROOMS = 2 * Sweep.ROOMS + 1;
  private static final Retention FEW = new Retention(10, null);

  @TempDir Path folder;
  private Database database;
  private long lastSeq;

  @BeforeEach
  void open() throws SQLException {
    database =
        Connector.driver().writer(new LogFile(folder.resolve("rooms.db")), Durability.PROCESS);
    Schema.migrate(database);
  }

  @AfterEach
  void close() throws SQLException {
    database.close();
  }

  /** A room has had so many messages, in one transaction. */
  private void post(String room, int count, Retention retention) throws SQLException {
    Draft.By ann = new Draft.By(Asked.ANN, Role.MEMBER, false);
    database.begin();
    Appender appender = new Appender(database, retention, lastSeq, NOW, new News());
    for (int i = 0; i < count; i++) {
      lastSeq++;
      Draft.Text text = new Draft.Text("text", null);
      appender.append(new Draft(new RoomName(room), ann, "p" + lastSeq, text));
    }
    appender.finish();
    database.commit();
  }

  private long messages(String room) throws SQLException {
    return database.number("SELECT messages FROM room WHERE name = ?", room);
  }

  /** Every room has a sanction that has ended, which is gone once its room had its turn. */
  private void sanction() throws SQLException {
    database.update(
        "INSERT INTO sanction SELECT id, 'fritz', 'MUTED', ? FROM room", NOW.toEpochMilli());
  }

  private long sanctioned() throws SQLException {
    return database.number("SELECT count(*) FROM sanction");
  }

  @Test
  void everyRoomHasItsTurnAndNoSliceIsLong() throws SQLException {
    for (int i = 0; i < ROOMS; i++) {
      RoomRow.make(database, new RoomName("room" + i));
    }
    sanction();
    Sweep sweep = new Sweep(Opened.KEEP_ALL);
    for (int left : new int[] {ROOMS - Sweep.ROOMS, 1, 0}) {
      sweep.slice(database, NOW, new News());
      assertThat(sanctioned()).isEqualTo(left);
    }
    sanction();
    sweep.slice(database, NOW, new News());
    assertThat(sanctioned()).as("and begins anew").isEqualTo(ROOMS - Sweep.ROOMS);
  }

  @Test
  void aRoomThatAlwaysHasSomethingToDropKeepsNobodyWaiting() throws SQLException {
    post("busy", 30, Opened.KEEP_ALL);
    RoomRow.make(database, new RoomName("behind"));
    sanction();
    Sweep sweep = new Sweep(FEW);
    sweep.slice(database, NOW, new News());
    assertThat(messages("busy")).isEqualTo(10);
    assertThat(sanctioned()).isZero();
  }

  @Test
  void aRoomWhoseNameIsNoneAnyLongerKeepsNobodyWaiting() throws SQLException {
    post("old", 30, Opened.KEEP_ALL);
    post("next", 30, Opened.KEEP_ALL);
    database.update("UPDATE room SET name = ?, key = ? WHERE name = 'old'", "\u3164", "\u3164");
    Sweep sweep = new Sweep(FEW);
    sweep.slice(database, NOW, new News());
    assertThat(messages("\u3164")).isEqualTo(10);
    assertThat(messages("next")).isEqualTo(10);
  }

  @Test
  void aRoomWithManyStepsToDoIsDoneBeforeTheNextButNotForEver() throws SQLException {
    int many = Retaining.STEP * Sweep.STAYS;
    post("long", many, Opened.KEEP_ALL);
    RoomRow.make(database, new RoomName("behind"));
    sanction();
    Sweep sweep = new Sweep(FEW);
    for (int i = 1; i < Sweep.STAYS; i++) {
      sweep.slice(database, NOW, new News());
      assertThat(messages("long")).isEqualTo(many - i * Retaining.STEP);
      assertThat(sanctioned()).isEqualTo(1);
    }
    for (int i = 0; i < 2; i++) {
      post("long", Retaining.STEP, Opened.KEEP_ALL);
      sweep.slice(database, NOW, new News());
    }
    assertThat(sanctioned()).isZero();
  }

  @Test
  void postsDropAStepTogetherBesideTheirOwn() throws SQLException {
    post("room", 3 * Retaining.STEP, Opened.KEEP_ALL);
    post("room", 5, FEW);
    assertThat(messages("room")).isEqualTo(2 * Retaining.STEP);
    post("room", 3 * Retaining.STEP, FEW);
    assertThat(messages("room")).isEqualTo(Retaining.STEP);
    post("room", 1, FEW);
    post("room", 2 * Retaining.STEP, FEW);
    assertThat(messages("room")).isEqualTo(10);
  }
}
