package dev.yodel.server.log.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.yodel.protocol.ErrorCode;
import dev.yodel.protocol.ServerMessage.Receipt;
import dev.yodel.server.log.Answer;
import dev.yodel.server.log.Asked;
import dev.yodel.server.log.TailRecord;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StorageFaultTest {

  @TempDir Path folder;
  private final Faulty disk = new Faulty();
  private final TailRecord tail = new TailRecord();
  private SqliteLog log;
  private Asked asked;

  @BeforeEach
  void open() {
    log = Opened.in(folder, disk);
    log.tail(tail);
    asked = new Asked(log);
    asked.post("before", "before");
  }

  @AfterEach
  void close() {
    log.close();
  }

  @Test
  void aFailedCommitIsNoAcknowledgement() {
    disk.commits = Faulty.Commits.FAIL_NOT_DONE;
    assertUnavailable(asked.append(asked.text("p1", "refused")));
    assertThat(log.isHealthy()).isFalse();
    assertThat(asked.texts()).containsExactly("before");
    assertThat(asked.load().head()).isEqualTo(tail.seqs().get(0));

    disk.commits = Faulty.Commits.SUCCEED;
    Receipt receipt = asked.post("p1", "again");
    assertThat(receipt.duplicate()).isFalse();
    assertThat(asked.texts()).containsExactly("before", "again");
    assertThat(tail.seqs()).hasSize(2).endsWith(receipt.seq());
    assertThat(log.isHealthy()).isTrue();
  }

  @Test
  void aCommitThatWasDoneAfterAllIsToldOnceAndKnownToItsAuthor() {
    disk.commits = Faulty.Commits.FAIL_BUT_DONE;
    assertUnavailable(asked.append(asked.text("p1", "done")));
    assertThat(tail.seqs()).hasSize(2);

    disk.commits = Faulty.Commits.SUCCEED;
    Receipt receipt = asked.post("p1", "done");
    assertThat(receipt.duplicate()).isTrue();
    assertThat(receipt.seq()).isEqualTo(tail.seqs().get(1));
    asked.post("p2", "after");
    assertThat(asked.texts()).containsExactly("before", "done", "after");
    assertThat(tail.seqs()).hasSize(3);
  }

  @Test
  void whatWasDoneUnheardIsToldBeforeWhatFollows() {
    disk.reachable = false;
    disk.commits = Faulty.Commits.FAIL_BUT_DONE;
    assertUnavailable(asked.append(asked.text("p1", "done")));
    assertThat(tail.seqs()).hasSize(1);
    assertUnavailable(asked.append(asked.text("p2", "refused")));

    disk.commits = Faulty.Commits.SUCCEED;
    disk.reachable = true;
    asked.post("p3", "after");
    assertThat(asked.texts()).containsExactly("before", "done", "after");
    assertThat(tail.seqs()).hasSize(3).isSorted();
  }

  @Test
  void recoversByItselfWhenTheDiskDoes() {
    disk.commits = Faulty.Commits.FAIL_NOT_DONE;
    assertUnavailable(asked.append(asked.text("p1", "refused")));
    disk.commits = Faulty.Commits.SUCCEED;
    await().until(log::isHealthy);
  }

  private static void assertUnavailable(Answer<Receipt> answer) {
    assertThat(answer).isInstanceOf(Answer.Refused.class);
    assertThat(((Answer.Refused<Receipt>) answer).code()).isEqualTo(ErrorCode.STORAGE_UNAVAILABLE);
    assertThat(ErrorCode.STORAGE_UNAVAILABLE.retryable()).isTrue();
  }
}
