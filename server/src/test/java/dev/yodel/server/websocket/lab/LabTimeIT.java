package dev.yodel.server.websocket.lab;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yodel.server.lab.LabMode;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** When things come: every time is a lower bound, since a loaded machine is only ever later. */
class LabTimeIT {

  @RegisterExtension static final LabServer LAB = new LabServer(LabMode.LOCAL);

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "delay=200ms|200",
        "delay=200ms&jitter=50ms&seed=1|200",
        "rate=20/s|150",
        "rate=20/s&delay=100ms|250",
        "read=200B/s|90",
        "chop=1|16",
      })
  void answersTakeAtLeastTheTimeAskedFor(String query, long millis) throws Exception {
    for (int run = 0; run < 2; run++) {
      try (RawPeer peer = LAB.open(query)) {
        long start = System.nanoTime();
        List.of("one", "two", "three", "four").forEach(text -> send(peer, text));
        assertThat(peer.next(4)).containsExactly("81 one", "81 two", "81 three", "81 four");
        assertThat(millisSince(start)).isGreaterThanOrEqualTo(millis);
      }
    }
  }

  @Test
  void aCloseWaitsForTheAnswersThatAreOwed() throws Exception {
    try (RawPeer peer = LAB.open("delay=200ms")) {
      peer.text("one");
      peer.close(1000);
      assertThat(peer.next(3)).containsExactly("81 one", "88 1000", "FIN");
    }
  }

  @Test
  void aSlowReaderFillsThePeersBuffers() throws Exception {
    try (RawPeer peer = LAB.open("read=1KB/s")) {
      long start = System.nanoTime();
      peer.frame(0x82, new byte[1500]);
      assertThat(peer.frame().payload()).hasSize(1500);
      assertThat(millisSince(start)).isGreaterThanOrEqualTo(1300);
    }
  }

  @Test
  void pushComesUnaskedAndBesideTheEcho() throws Exception {
    try (RawPeer peer = LAB.open("push=20/s")) {
      long start = System.nanoTime();
      assertThat(peer.next(4)).containsExactly("81 tick 1", "81 tick 2", "81 tick 3", "81 tick 4");
      assertThat(millisSince(start)).isGreaterThanOrEqualTo(140);
    }
  }

  @Test
  void pingsComeAsOftenAsAskedFor() throws Exception {
    try (RawPeer peer = LAB.open("ping=50ms")) {
      long start = System.nanoTime();
      assertThat(peer.next(4)).containsExactly("89 1", "89 2", "89 3", "89 4");
      assertThat(millisSince(start)).isGreaterThanOrEqualTo(140);
    }
  }

  @Test
  void aFloodOfPingsIsNumberedAndEnds() throws Exception {
    try (RawPeer peer = LAB.open("ping=flood")) {
      for (int ping = 1; ping <= 100_000; ping++) {
        String frame = peer.next();
        if (!frame.equals("89 " + ping)) {
          assertThat(frame).isEqualTo("89 " + ping);
        }
      }
      peer.text("still there");
      assertThat(peer.next()).isEqualTo("81 still there");
    }
  }

  @Test
  void silenceEndsAConnectionAndAMessageMakesItLiveOn() throws Exception {
    try (RawPeer peer = LAB.open("idle=300ms")) {
      long start = System.nanoTime();
      assertThat(peer.untilSilence(150)).isEmpty();
      peer.text("here");
      assertThat(peer.next(2)).containsExactly("81 here", "88 1001 idle");
      assertThat(millisSince(start)).isGreaterThanOrEqualTo(440);
      peer.close(1001);
      assertThat(peer.next()).isEqualTo("FIN");
    }
  }

  @Test
  void aPingIsNoMessageThatKeepsAConnectionAlive() throws Exception {
    try (RawPeer peer = LAB.open("idle=400ms")) {
      String frame = "8a";
      for (int ping = 0; ping < 1_000_000 && frame.equals("8a"); ping++) {
        peer.frame(0x89, new byte[0]);
        frame = peer.next();
      }
      assertThat(frame).isEqualTo("88 1001 idle");
    }
  }

  private static void send(RawPeer peer, String text) {
    try {
      peer.text(text);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static long millisSince(long start) {
    return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
  }
}
