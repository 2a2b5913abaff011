package dev.yodel.server.log.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yodel.protocol.RoomEvent;
import dev.yodel.server.log.Asked;
import dev.yodel.server.log.Draft;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The text of a deleted message is gone: from the answers, from the index, from the disk. */
class TombstoneTest {

  @TempDir Path folder;

  @Test
  void noByteOfADeletedTextIsLeft() throws IOException {
    try (SqliteLog log = Opened.in(folder)) {
      Asked asked = new Asked(log);
      for (int i = 0; i < 50; i++) {
        asked.post("a" + i, "ordinary talk number " + i);
      }
      long secret = asked.post("s", "zanzibar secretword").seq();
      asked.given(asked.draft("e", new Draft.Edit(secret, "zanzibar otherword")));
      for (int i = 0; i < 50; i++) {
        asked.post("b" + i, "more talk number " + i);
      }
      assertThat(asked.search("zanzibar")).containsExactly("zanzibar otherword");
      assertThat(asked.search("secretword")).isEmpty();

      asked.given(asked.draft("d", new Draft.Delete(secret)));
      assertThat(asked.search("zanzibar")).isEmpty();
      assertThat(asked.search("otherword")).isEmpty();
      assertThat(asked.events())
          .filteredOn(event -> event.about() == secret)
          .noneMatch(event -> event.toString().contains("word"))
          .hasSize(3);
      assertThat(asked.events())
          .filteredOn(event -> event.at().seq() == secret)
          .allMatch(event -> ((RoomEvent.Message) event).state().deleted());
    }
    byte[] content = Files.readAllBytes(folder.resolve("rooms.db"));
    String bytes = new String(content, StandardCharsets.ISO_8859_1);
    assertThat(bytes).contains("ordinary").doesNotContain("secretword", "otherword", "zanzibar");
    assertThat(bytes.toLowerCase(java.util.Locale.ROOT)).doesNotContain("anzibar", "ecretword");
    assertThat(folder.resolve("rooms.db-wal")).doesNotExist();
  }
}
