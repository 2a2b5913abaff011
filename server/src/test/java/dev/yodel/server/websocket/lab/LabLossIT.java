package dev.yodel.server.websocket.lab;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yodel.server.lab.LabMode;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is left to chance, and how a connection ends. */
class LabLossIT {

  @RegisterExtension static final LabServer LAB = new LabServer(LabMode.LOCAL);

  @ParameterizedTest
  @CsvSource({
    "drop=0.5&seed=7, deghi",
    "duplicate=0.5&seed=7, aabbcddeefgghhij",
    "reorder=0.5&seed=7, bacdegfihj",
    "drop=0.2&duplicate=0.3&reorder=0.3&seed=42, abcfeehggij",
  })
  void aSeedDecidesTheSameEveryTime(String query, String letters) throws Exception {
    String[] texts = "a b c d e f g h i j".split(" ", -1);
    List<String> expected =
        IntStream.range(0, letters.length()).mapToObj(at -> "81 " + letters.charAt(at)).toList();
    assertThat(LAB.twice(query, letters.length(), texts)).isEqualTo(expected);
  }

  @Test
  void theSeedInUseIsToldAndBringsBackTheSameRun() throws Exception {
    String seed;
    List<String> first;
    try (RawPeer peer = LAB.open("reorder=0.5")) {
      seed = peer.headers.get("Yodel-Lab-Seed");
      first = exchange(peer);
    }
    try (RawPeer peer = LAB.open("reorder=0.5&seed=" + seed)) {
      assertThat(peer.headers).containsEntry("Yodel-Lab-Seed", seed);
      assertThat(exchange(peer)).isEqualTo(first);
    }
  }

  private static List<String> exchange(RawPeer peer) throws Exception {
    for (String text : "a b c d e f g h i j k l".split(" ", -1)) {
      peer.text(text);
    }
    return peer.next(12);
  }

  @Test
  void anAnswerThatWaitsForTheNextComesAloneAfterASecond() throws Exception {
    try (RawPeer peer = LAB.open("reorder=1")) {
      peer.text("alone");
      assertThat(peer.untilSilence(500)).isEmpty();
      assertThat(peer.next()).isEqualTo("81 alone");
    }
  }

  @Test
  void anAnswerThatWaitsForTheNextIsNotLostByAClose() throws Exception {
    try (RawPeer peer = LAB.open("reorder=1")) {
      peer.text("last");
      peer.close(1000);
      assertThat(peer.next(3)).containsExactly("81 last", "88 1000", "FIN");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "close=4001&reason=bye&after=2, 81 a/81 b/88 4001 bye",
    "close=1011, 88 1011",
    "close=1000&hello=hi, 81 hi/88 1000",
    "close=none&after=1, 81 a/FIN",
    "close=none, FIN",
    "reset=after:2, 81 a/81 b/RST",
    "fragment=1&close=3000&after=1, 81 a/88 3000",
    "delay=50ms&close=4000&after=1, 81 a/88 4000",
  })
  void aConnectionEndsAsAskedFor(String query, String frames) throws Exception {
    String[] expected = frames.split("/", -1);
    String[] texts = query.contains("after=0") ? new String[0] : sent(expected);
    assertThat(LAB.twice(query, expected.length, texts)).containsExactly(expected);
  }

  private static String[] sent(String[] frames) {
    return Arrays.stream(frames)
        .filter(frame -> frame.startsWith("81 ") && frame.length() == 4)
        .map(frame -> frame.substring(3))
        .toArray(String[]::new);
  }

  @Test
  void aPeerThatAnswersACloseSeesTheEndOfTcp() throws Exception {
    try (RawPeer peer = LAB.open("close=4001&reason=bye")) {
      assertThat(peer.next()).isEqualTo("88 4001 bye");
      peer.close(4001);
      assertThat(peer.next()).isEqualTo("FIN");
    }
  }

  @Test
  void aHalfConnectionReadsOnAndSaysNothing() throws Exception {
    try (RawPeer peer = LAB.open("half=after:1")) {
      peer.text("a");
      assertThat(peer.next()).isEqualTo("81 a");
      peer.text("b");
      peer.frame(0x89, new byte[] {1});
      peer.close(1000);
      for (int megabyte = 0; megabyte < 16; megabyte++) {
        peer.frame(0x82, new byte[1 << 20]);
      }
      assertThat(peer.untilSilence(300)).isEmpty();
    }
  }

  @Test
  void aPingIsAnsweredUnlessItShallNotBe() throws Exception {
    try (RawPeer peer = LAB.open("hello=hi")) {
      peer.frame(0x89, new byte[] {'x'});
      peer.text("a");
      assertThat(peer.next(3)).containsExactly("81 hi", "8a x", "81 a");
    }
    try (RawPeer peer = LAB.open("pong=off")) {
      peer.frame(0x89, new byte[] {'x'});
      peer.text("a");
      assertThat(peer.next()).isEqualTo("81 a");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "81, c328, 88 1007",
    "c1, 61, 88 1002",
    "83, 61, 88 1002",
  })
  void aPeerThatBreaksTheProtocolIsToldWhy(String first, String payload, String close)
      throws Exception {
    try (RawPeer peer = LAB.open("hello=hi")) {
      peer.frame(Integer.parseInt(first, 16), HexFormat.of().parseHex(payload));
      assertThat(peer.next()).isEqualTo("81 hi");
      assertThat(peer.next()).startsWith(close);
    }
  }

  @Test
  void aMessageOverTheLimitIs1009() throws Exception {
    try (RawPeer peer = LAB.open("hello=hi")) {
      peer.frame(0x82, new byte[(1 << 20) + 1]);
      assertThat(peer.next()).isEqualTo("81 hi");
      assertThat(peer.next()).startsWith("88 1009");
    }
  }
}
