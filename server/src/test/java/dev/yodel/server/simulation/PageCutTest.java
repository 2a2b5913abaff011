package dev.yodel.server.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yodel.protocol.EventHeader;
import dev.yodel.protocol.Limits;
import dev.yodel.protocol.MessageCodec;
import dev.yodel.protocol.MessageState;
import dev.yodel.protocol.RoomEvent;
import dev.yodel.protocol.RoomName;
import dev.yodel.protocol.ServerMessage.More;
import dev.yodel.server.chat.PageCut;
import dev.yodel.server.log.Asked;
import dev.yodel.server.log.Logged;
import dev.yodel.server.log.Slice;
import java.time.Instant;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is left of ten messages where there is room for three and a half. */
class PageCutTest {

  private static final MessageCodec CODEC = new MessageCodec(Limits.DEFAULT);
  private static final Slice TEN =
      new Slice(
          LongStream.rangeClosed(11, 20).mapToObj(PageCutTest::message).toList(),
          new More(false, false),
          0);

  private final PageCut cut =
      new PageCut(CODEC, CODEC.write(TEN.events().get(0).event()).length * 7 / 2);

  private static Logged message(long seq) {
    EventHeader at =
        new EventHeader(RoomName.LOBBY, seq, seq - 1, Instant.EPOCH, Asked.ANN, "p" + seq);
    return new Logged(new RoomEvent.Message(at, "text", null, MessageState.FRESH), false);
  }

  private static List<Long> seqs(Slice slice) {
    return slice.events().stream().map(logged -> logged.event().at().seq()).toList();
  }

  @Test
  void oneEndGoes() {
    assertThat(seqs(cut.oldest(TEN))).containsExactly(11L, 12L, 13L);
    assertThat(cut.oldest(TEN).more()).isEqualTo(new More(false, true));
    assertThat(seqs(cut.newest(TEN))).containsExactly(18L, 19L, 20L);
    assertThat(cut.newest(TEN).more()).isEqualTo(new More(true, false));
  }

  @ParameterizedTest
  @CsvSource({"11, 11", "12, 11", "15, 14", "19, 18", "20, 18"})
  void whatIsLookedAtStays(long seq, long first) {
    Slice page = cut.around(TEN, seq);
    assertThat(seqs(page)).containsExactly(first, first + 1, first + 2).contains(seq);
    assertThat(page.more()).isEqualTo(new More(first > 11, first < 18));
  }
}
